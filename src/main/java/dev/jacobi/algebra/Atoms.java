package dev.jacobi.algebra;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All atoms of a proof: equal ones are one, and powers that are polynomials of others are replaced by them. */
final class Atoms {
    private static final int MOST = 250;

    private final Ring ring;
    private final Set<Identity> used;
    private final List<Atom> atoms = new ArrayList<>();
    private final Map<Key, Atom> known = new HashMap<>();

    /** What tells atoms apart. */
    private record Key(Op op, int integer, List<Quotient> args) {}

    /**
     * No atoms yet.
     *
     * @param used where the rules are noted that are used
     */
    Atoms(Ring ring, Set<Identity> used) {
        this.ring = ring;
        this.used = used;
    }

    Atom atom(int id) {
        return atoms.get(id);
    }

    Atom variable(Node parameter) {
        return intern(Op.PARAMETER, parameter.role().ordinal() << 24 | parameter.index(), List.of());
    }

    Atom pi() {
        return intern(Op.CONSTANT, 0, List.of());
    }

    /** A stand-in for a polynomial of known sign. */
    Atom slack(Polynomial polynomial) {
        return intern(Op.DETACH, 0, List.of(Quotient.of(polynomial)));
    }

    /** The function of an argument. */
    Atom of(Op op, Polynomial argument) {
        return of(op, Quotient.of(argument));
    }

    Atom of(Op op, Quotient argument) {
        return intern(op, 0, List.of(argument));
    }

    Atom intern(Op op, int integer, List<Quotient> args) {
        if (op == Op.SIN) {
            // So that squares of sines become squares of earlier atoms.
            intern(Op.COS, 0, args);
        }
        Key key = new Key(op, integer, args);
        Atom atom = known.get(key);
        if (atom == null) {
            if (atoms.size() >= MOST) {
                throw new Effort.Exhausted("the formulas have too many different parts");
            }
            atom = new Atom(atoms.size(), op, integer, args, degree(op), value(op, args));
            atoms.add(atom);
            known.put(key, atom);
        }
        return atom;
    }

    private static int degree(Op op) {
        return switch (op) {
            case SQRT, ABS, SIN -> 2;
            case CBRT -> 3;
            default -> 0;
        };
    }

    private Polynomial value(Op op, List<Quotient> args) {
        return switch (op) {
            case SQRT, CBRT -> args.get(0).numerator();
            case ABS -> ring.power(args.get(0).numerator(), 2);
            case SIN ->
                Polynomial.ONE.minus(
                        ring.power(Polynomial.ofAtom(intern(Op.COS, 0, args).id()), 2));
            default -> null;
        };
    }

    /** Whether a power of the atom is a polynomial and the atom may leave a denominator for that. */
    boolean isRoot(int id) {
        Op op = atoms.get(id).op();
        return op == Op.SQRT || op == Op.CBRT || op == Op.ABS;
    }

    /** The polynomial without powers that are polynomials of earlier atoms. */
    Polynomial reduce(Polynomial polynomial) {
        Polynomial current = polynomial;
        Polynomial next = step(current);
        while (next != null) {
            current = next;
            next = step(current);
        }
        return current;
    }

    /** One replacement in each term that needs some; null where none does. */
    private Polynomial step(Polynomial polynomial) {
        TreeMap<Monomial, Rational> kept = new TreeMap<>();
        Polynomial replaced = null;
        for (Map.Entry<Monomial, Rational> term : polynomial.terms().entrySet()) {
            int id = reducible(term.getKey());
            if (id < 0) {
                kept.put(term.getKey(), term.getValue());
                continue;
            }
            Atom atom = atoms.get(id);
            note(atom);
            int times = term.getKey().exponentOf(id) / atom.degree();
            Monomial rest = term.getKey().over(Monomial.of(id, times * atom.degree()));
            Polynomial image = ring.times(ring.power(atom.value(), times), Polynomial.of(rest, term.getValue()));
            replaced = replaced == null ? image : replaced.plus(image);
        }
        return replaced == null ? null : replaced.plus(new Polynomial(kept));
    }

    private void note(Atom atom) {
        used.add(
                switch (atom.op()) {
                    case SQRT -> Identity.ROOT_SQUARED;
                    case CBRT -> Identity.CUBE_ROOT_CUBED;
                    case ABS -> Identity.ABS_SQUARED;
                    default -> Identity.PYTHAGORAS;
                });
    }

    private int reducible(Monomial monomial) {
        for (int i = monomial.size() - 1; i >= 0; i--) {
            int degree = atoms.get(monomial.atom(i)).degree();
            if (degree > 0 && monomial.exponent(i) >= degree) {
                return monomial.atom(i);
            }
        }
        return -1;
    }
}
