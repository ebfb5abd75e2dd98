package dev.jacobi.algebra;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Roots and factors of exact numbers. */
final class Numbers {
    private static final int LARGEST_DIVISOR = 1000;

    private Numbers() {}

    /** The rational root of a number, or null. */
    static Rational squareRoot(Rational square) {
        if (square.signum() < 0) {
            return null;
        }
        BigInteger numerator = square.numerator().sqrt();
        BigInteger denominator = square.denominator().sqrt();
        Rational root = new Rational(numerator, denominator);
        return root.times(root).equals(square) ? root : null;
    }

    /** A positive number as powers of primes; what is left when all small primes are out counts as one. */
    static Map<BigInteger, Integer> factors(Rational number) {
        Map<BigInteger, Integer> factors = new TreeMap<>();
        divideOut(number.numerator(), 1, factors);
        divideOut(number.denominator(), -1, factors);
        return factors;
    }

    private static void divideOut(BigInteger number, int exponent, Map<BigInteger, Integer> factors) {
        BigInteger rest = number;
        for (int i = 2; i <= LARGEST_DIVISOR && !rest.equals(BigInteger.ONE); i++) {
            BigInteger divisor = BigInteger.valueOf(i);
            while (rest.mod(divisor).signum() == 0) {
                rest = rest.divide(divisor);
                factors.merge(divisor, exponent, Integer::sum);
            }
        }
        if (!rest.equals(BigInteger.ONE)) {
            factors.merge(rest, exponent, Integer::sum);
        }
    }
}
