package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.util.EnumSet;
import java.util.Set;

/** What one proof works with. Atoms and facts stay true however often the forms are computed again. */
record Algebra(
        Ring ring, Atoms atoms, Field field, Facts facts, Factors factors, Multiples multiples, Set<Identity> used) {

    static Algebra create() {
        Ring ring = new Ring(new Effort());
        Set<Identity> used = EnumSet.noneOf(Identity.class);
        Atoms atoms = new Atoms(ring, used);
        Field field = new Field(ring, atoms);
        return new Algebra(
                ring, atoms, field, new Facts(ring, atoms), new Factors(ring), new Multiples(ring, field), used);
    }

    void use(Identity identity) {
        used.add(identity);
    }

    Quotient root(Polynomial argument) {
        return Quotient.of(atoms.of(Op.SQRT, argument));
    }
}
