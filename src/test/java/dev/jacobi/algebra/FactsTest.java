package dev.jacobi.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Signs that follow from facts, against the sign at a point that has all the facts; all numbers are exact. */
class FactsTest {
    private static final int TRIES = 600;

    /** Atoms with exact values: three variables, then |x|, |x + y| and the root of z^2 + 2 z + 1. */
    private static final class World {
        final Ring ring = new Ring(new Effort());
        final Atoms atoms = new Atoms(ring, new HashSet<>());
        final Facts facts = new Facts(ring, atoms);
        final List<Rational> values = new ArrayList<>();
        final SplittableRandom random;

        World(long seed) {
            random = new SplittableRandom(seed);
            List<Polynomial> variables = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                variables.add(Polynomial.ofAtom(
                        atoms.intern(Op.PARAMETER, i, List.of()).id()));
                values.add(Rational.of(random.nextInt(-4, 5)).over(Rational.of(random.nextInt(1, 3))));
            }
            Rational z = values.get(2);
            atoms.of(Op.ABS, variables.get(0));
            values.add(values.get(0).abs());
            atoms.of(Op.ABS, variables.get(0).plus(variables.get(1)));
            values.add(values.get(0).plus(values.get(1)).abs());
            Polynomial next = variables.get(2).plus(Polynomial.ONE);
            atoms.of(Op.SQRT, ring.times(next, next));
            values.add(z.plus(Rational.ONE).abs());
        }

        Polynomial polynomial() {
            Polynomial sum = Polynomial.of(Rational.of(random.nextInt(-2, 3)));
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                Polynomial term = Polynomial.of(Rational.of(random.nextInt(-3, 4)));
                for (int j = random.nextInt(1, 3); j > 0; j--) {
                    term = ring.times(term, Polynomial.ofAtom(random.nextInt(values.size())));
                }
                sum = sum.plus(term);
            }
            return atoms.reduce(random.nextInt(4) == 0 ? ring.times(sum, sum) : sum);
        }

        Sign signOf(Polynomial polynomial) {
            Rational sum = Rational.ZERO;
            for (Map.Entry<Monomial, Rational> term : polynomial.terms().entrySet()) {
                Rational product = term.getValue();
                for (int i = 0; i < term.getKey().size(); i++) {
                    for (int n = 0; n < term.getKey().exponent(i); n++) {
                        product = product.times(values.get(term.getKey().atom(i)));
                    }
                }
                sum = sum.plus(product);
            }
            return Sign.of(sum.signum());
        }

        /** A fact that is true here: the sign, or some more signs. */
        void learn() {
            Polynomial polynomial = polynomial();
            Sign sign = signOf(polynomial);
            if (random.nextInt(4) == 0 && !sign.equals(Sign.ZERO)) {
                Polynomial other = polynomial();
                if (!signOf(other).equals(Sign.ZERO)) {
                    facts.add(new Quotient(polynomial, other), sign.times(signOf(other)));
                }
                return;
            }
            facts.add(
                    polynomial,
                    random.nextBoolean()
                            ? sign
                            : sign.or(List.of(Sign.ZERO, Sign.POSITIVE, Sign.NEGATIVE)
                                    .get(random.nextInt(3))));
        }
    }

    /** Too much work is no claim. */
    private static Sign claim(World world, Polynomial asked) {
        try {
            return world.facts.sign(asked);
        } catch (Effort.Exhausted e) {
            return Sign.ANY;
        }
    }

    @Test
    void whatFollowsIsTrueAtEveryPointThatHasTheFacts() {
        int known = 0;
        int exhausted = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            World world = new World(seed);
            try {
                for (int i = world.random.nextInt(3); i > 0; i--) {
                    world.learn();
                }
            } catch (Effort.Exhausted e) {
                exhausted++;
                continue;
            }
            assertThat(world.facts.isContradictory()).as("seed %s", seed).isFalse();
            Polynomial asked = world.polynomial();
            Sign claimed = claim(world, asked);
            known += claimed.equals(Sign.ANY) || asked.isConstant() ? 0 : 1;
            assertThat(world.signOf(asked).implies(claimed))
                    .as("seed %s: %s claimed for %s", seed, claimed, asked)
                    .isTrue();
        }
        assertThat(exhausted).isLessThan(TRIES / 20);
        assertThat(known).isGreaterThan(TRIES / 6);
    }
}
