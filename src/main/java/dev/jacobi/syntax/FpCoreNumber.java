package dev.jacobi.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of FPCore, each rounded once to the nearest double: decimal, hexadecimal, rational, and {@code m * b^e}. */
final class FpCoreNumber {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");
    private static final Pattern HEX =
            Pattern.compile("[+-]?0[xX](\\p{XDigit}++(\\.\\p{XDigit}*+)?|\\.\\p{XDigit}++)([pP][+-]?\\d++)?");
    private static final Pattern RATIONAL = Pattern.compile("([+-]?\\d++)/(\\d*+)");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d++");

    /** So many bits of a quotient settle its rounding, with one more for what is left. */
    private static final int BITS = 70;
    /** Beyond 2 to this power and its inverse every double has ended, whatever the mantissa that we read. */
    private static final long END = 8000;

    private FpCoreNumber() {}

    /** Whether a symbol is meant as a number. */
    static boolean looksLike(String text) {
        int sign = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int dot = text.startsWith(".", sign) ? sign + 1 : sign;
        return dot < text.length() && text.charAt(dot) >= '0' && text.charAt(dot) <= '9';
    }

    /**
     * The value, perhaps infinite or zero where it is beyond the doubles.
     *
     * @throws ArithmeticException with a message for the user where it is no number
     */
    static double parse(String text) {
        checkLength(text);
        if (DECIMAL.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            return checked(value, value == 0 && isNonZero(text, "eE"));
        }
        if (HEX.matcher(text).matches()) {
            boolean exponent = text.indexOf('p') >= 0 || text.indexOf('P') >= 0;
            double value = Double.parseDouble(exponent ? text : text + "p0");
            return checked(value, value == 0 && isNonZero(text.replaceFirst("0[xX]", ""), "pP"));
        }
        Matcher rational = RATIONAL.matcher(text);
        if (rational.matches() && isNonZero(rational.group(2), "")) {
            BigInteger numerator = new BigInteger(rational.group(1));
            double value = quotient(numerator, new BigInteger(rational.group(2)));
            return checked(value, value == 0 && numerator.signum() != 0);
        }
        throw new ArithmeticException("this is no number");
    }

    /** {@code mantissa * base^exponent}, as {@code (digits m e b)} says. */
    static double digits(String mantissa, String exponent, String base) {
        BigInteger m = integer(mantissa);
        BigInteger e = integer(exponent);
        BigInteger b = integer(base);
        if (b.compareTo(BigInteger.TWO) < 0) {
            throw new ArithmeticException("the base of digits must be an integer above 1");
        }
        if (m.signum() == 0) {
            return 0;
        }
        BigInteger size = e.abs().multiply(BigInteger.valueOf(b.bitLength() - 1));
        if (size.compareTo(BigInteger.valueOf(END)) > 0) {
            return checked(e.signum() > 0 ? Double.POSITIVE_INFINITY : 0, e.signum() < 0);
        }
        BigInteger power = b.pow(e.abs().intValueExact());
        double value = e.signum() < 0 ? quotient(m, power) : quotient(m.multiply(power), BigInteger.ONE);
        return checked(value, value == 0);
    }

    private static BigInteger integer(String text) {
        checkLength(text);
        if (!INTEGER.matcher(text).matches()) {
            throw new ArithmeticException("digits takes three integers");
        }
        return new BigInteger(text);
    }

    private static void checkLength(String text) {
        if (text.length() > NumberScanner.MOST_CHARACTERS) {
            throw new ArithmeticException("limit of " + NumberScanner.MOST_CHARACTERS
                    + " characters in a number exceeded: found " + text.length());
        }
    }

    private static double checked(double value, boolean underflow) {
        if (Double.isInfinite(value)) {
            throw new ArithmeticException("this number is too large, the largest is " + Double.MAX_VALUE);
        }
        if (underflow) {
            throw new ArithmeticException("this number is too small, the smallest above 0 is " + Double.MIN_VALUE);
        }
        return value;
    }

    /** The quotient, rounded once. */
    private static double quotient(BigInteger numerator, BigInteger denominator) {
        int shift = BITS - (numerator.bitLength() - denominator.bitLength());
        BigInteger[] parts = shift > 0
                ? numerator.shiftLeft(shift).divideAndRemainder(denominator)
                : numerator.divideAndRemainder(denominator.shiftLeft(-shift));
        BigInteger sticky = BigInteger.valueOf(parts[1].signum() == 0 ? 0 : numerator.signum());
        BigDecimal exact = new BigDecimal(parts[0].shiftLeft(1).add(sticky));
        int scale = shift + 1;
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal scaled = scale > 0
                ? exact.multiply(new BigDecimal("0.5").pow(scale))
                : exact.multiply(two.pow(-scale));
        return Double.parseDouble(scaled.toString());
    }

    private static boolean isNonZero(String text, String exponent) {
        for (int i = 0; i < text.length() && exponent.indexOf(text.charAt(i)) < 0; i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) > 0) {
                return true;
            }
        }
        return false;
    }
}
