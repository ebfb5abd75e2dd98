package dev.jacobi.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Exact arithmetic of polynomials by its laws, on random ones in three atoms. */
class RingTest {
    private final SplittableRandom random = new SplittableRandom(5);
    private final Ring ring = new Ring(new Effort());

    private Polynomial polynomial(int terms) {
        Polynomial sum = Polynomial.ZERO;
        for (int i = 0; i < terms; i++) {
            Monomial monomial = Monomial.ONE;
            for (int atom = 0; atom < 3; atom++) {
                monomial = monomial.times(Monomial.of(atom, random.nextInt(3)));
            }
            Rational number = Rational.of(random.nextInt(-5, 6)).over(Rational.of(random.nextInt(1, 4)));
            sum = sum.plus(Polynomial.of(monomial, number));
        }
        return sum.isZero() ? Polynomial.ONE : sum;
    }

    @Test
    void productsDistributeAndDivide() {
        for (int i = 0; i < 200; i++) {
            Polynomial a = polynomial(4);
            Polynomial b = polynomial(4);
            Polynomial c = polynomial(3);
            assertThat(ring.times(a, b.plus(c))).isEqualTo(ring.times(a, b).plus(ring.times(a, c)));
            assertThat(ring.divide(ring.times(a, b), b)).isEqualTo(a);
            assertThat(ring.divide(ring.times(a, b).plus(Polynomial.ONE), b))
                    .isEqualTo(b.isConstant() ? ring.divide(ring.times(a, b).plus(Polynomial.ONE), b) : null);
        }
    }

    @Test
    void theGreatestCommonDivisorDividesBothAndIsDividedByEachOther() {
        for (int i = 0; i < 150; i++) {
            Polynomial a = polynomial(3);
            Polynomial b = polynomial(3);
            Polynomial c = polynomial(3);
            Polynomial gcd = ring.gcd(ring.times(a, c), ring.times(b, c));
            assertThat(ring.divide(ring.times(a, c), gcd)).isNotNull();
            assertThat(ring.divide(ring.times(b, c), gcd)).isNotNull();
            assertThat(ring.divide(gcd, c.primitive())).isNotNull();
            assertThat(gcd).isEqualTo(gcd.primitive());
        }
    }

    @Test
    void squaresHaveRootsAndOthersHaveNone() {
        for (int i = 0; i < 200; i++) {
            Polynomial a = polynomial(4);
            Polynomial square = ring.times(a, a);
            Polynomial root = ring.squareRoot(square);
            assertThat(root.equals(a) || root.equals(a.negate())).isTrue();
            assertThat(ring.squareRoot(square.plus(Polynomial.ofAtom(0)))).isNull();
        }
    }

    @Test
    void factorsMultiplyToThePolynomial() {
        for (int i = 0; i < 60; i++) {
            Polynomial a = polynomial(3);
            Polynomial b = polynomial(2);
            Polynomial product = ring.times(ring.times(a, a), b);
            Factors factors = new Factors(ring);
            factors.of(Quotient.of(a));
            Factors.Product found = factors.of(Quotient.of(product));
            Polynomial all = Polynomial.of(found.number());
            for (var factor : found.powers().entrySet()) {
                all = ring.times(all, ring.power(factor.getKey(), factor.getValue()));
            }
            assertThat(all).isEqualTo(product);
        }
    }

    @Test
    void workIsBounded() {
        Polynomial sum = Polynomial.ONE;
        for (int atom = 0; atom < 6; atom++) {
            sum = sum.plus(Polynomial.ofAtom(atom));
        }
        Polynomial base = sum;
        assertThatThrownBy(() -> ring.power(base, 60)).isInstanceOf(Effort.Exhausted.class);
    }

    @Test
    void decimalsAreWhatIsWritten() {
        assertThat(Rational.ofDecimal(0.1)).isEqualTo(Rational.ONE.over(Rational.of(10)));
        assertThat(Rational.ofDecimal(-2.5e3)).isEqualTo(Rational.of(-2500));
        assertThat(Rational.ofDecimal(1e22).isInteger()).isTrue();
        assertThat(Rational.ofDecimal(Double.MIN_VALUE).signum()).isEqualTo(1);
    }
}
