package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.util.List;

/**
 * What polynomials are made of: a variable, or a function of quotients that no rule takes apart. LOG stands for the logarithm of its
 * argument's absolute value, CONSTANT for the number pi.
 *
 * @param integer the number of a variable, the order of a POLYGAMMA
 * @param degree the power of it that is a polynomial of earlier atoms, 0 where none is
 * @param value that polynomial
 */
record Atom(int id, Op op, int integer, List<Quotient> args, int degree, Polynomial value) {

    Quotient argument() {
        return args.get(0);
    }

    boolean is(Op other) {
        return op == other;
    }
}
