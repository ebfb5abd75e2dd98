package dev.jacobi.algebra;

import java.util.Arrays;

/** A product of powers of atoms, by their numbers: of two products the one with more of the last atom is the larger. */
final class Monomial implements Comparable<Monomial> {
    static final Monomial ONE = new Monomial(new int[0]);

    /** Atom and exponent in turn; atoms ascend, exponents are positive. */
    private final int[] powers;

    private Monomial(int[] powers) {
        this.powers = powers;
    }

    static Monomial of(int atom, int exponent) {
        return exponent == 0 ? ONE : new Monomial(new int[] {atom, exponent});
    }

    int size() {
        return powers.length / 2;
    }

    int atom(int position) {
        return powers[2 * position];
    }

    int exponent(int position) {
        return powers[2 * position + 1];
    }

    /** The exponent of an atom, 0 where it is no factor. */
    int exponentOf(int atom) {
        for (int i = 0; i < size(); i++) {
            if (atom(i) == atom) {
                return exponent(i);
            }
        }
        return 0;
    }

    int degree() {
        int degree = 0;
        for (int i = 0; i < size(); i++) {
            degree += exponent(i);
        }
        return degree;
    }

    Monomial times(Monomial other) {
        return merge(other, 1);
    }

    /** The quotient, or null where the other does not divide this. */
    Monomial over(Monomial other) {
        return merge(other, -1);
    }

    private Monomial merge(Monomial other, int sign) {
        int[] merged = new int[powers.length + other.powers.length];
        int length = 0;
        int i = 0;
        int j = 0;
        while (i < powers.length || j < other.powers.length) {
            int a = i < powers.length ? powers[i] : Integer.MAX_VALUE;
            int b = j < other.powers.length ? other.powers[j] : Integer.MAX_VALUE;
            int exponent = (a <= b ? powers[i + 1] : 0) + (b <= a ? sign * other.powers[j + 1] : 0);
            if (exponent < 0) {
                return null;
            }
            if (exponent > 0) {
                merged[length++] = Math.min(a, b);
                merged[length++] = exponent;
            }
            i += a <= b ? 2 : 0;
            j += b <= a ? 2 : 0;
        }
        return new Monomial(Arrays.copyOf(merged, length));
    }

    /** The largest product that divides both. */
    Monomial common(Monomial other) {
        Monomial common = ONE;
        for (int i = 0; i < size(); i++) {
            common = common.times(of(atom(i), Math.min(exponent(i), other.exponentOf(atom(i)))));
        }
        return common;
    }

    /** Without an atom. */
    Monomial without(int atom) {
        return over(of(atom, exponentOf(atom)));
    }

    @Override
    public int compareTo(Monomial other) {
        int i = powers.length;
        int j = other.powers.length;
        while (i > 0 && j > 0) {
            i -= 2;
            j -= 2;
            if (powers[i] != other.powers[j]) {
                return Integer.compare(powers[i], other.powers[j]);
            }
            if (powers[i + 1] != other.powers[j + 1]) {
                return Integer.compare(powers[i + 1], other.powers[j + 1]);
            }
        }
        return Integer.compare(i, j);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Monomial monomial && Arrays.equals(powers, monomial.powers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(powers);
    }
}
