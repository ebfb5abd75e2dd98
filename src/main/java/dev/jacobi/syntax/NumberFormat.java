package dev.jacobi.syntax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes a double with the fewest digits that read back as the same double, alike on every JVM. */
final class NumberFormat {
    /** So few digits name at most one normal double each, and no shorter form can exist beside theirs. */
    private static final int UNIQUE_DIGITS = 15;

    private static final RoundingMode[] MODES = {RoundingMode.HALF_EVEN, RoundingMode.CEILING, RoundingMode.FLOOR};

    private NumberFormat() {}

    static String print(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0" : "-0";
        }
        return (value < 0 ? "-" : "") + layOut(shortest(Math.abs(value)));
    }

    /** {@code Double.toString} may give a digit too many before Java 19, and always gives two. */
    private static BigDecimal shortest(double value) {
        BigDecimal best = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (best.precision() <= UNIQUE_DIGITS && value >= Double.MIN_NORMAL) {
            return best;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = Math.min(17, best.precision()); digits > 0; digits--) {
            BigDecimal shorter = rounded(exact, digits, value);
            if (shorter == null) {
                return best;
            }
            best = shorter.stripTrailingZeros();
        }
        return best;
    }

    private static BigDecimal rounded(BigDecimal exact, int digits, double value) {
        for (RoundingMode mode : MODES) {
            BigDecimal candidate = exact.round(new MathContext(digits, mode));
            if (candidate.doubleValue() == value) {
                return candidate;
            }
        }
        return null;
    }

    private static String layOut(BigDecimal number) {
        String digits = number.unscaledValue().toString();
        int point = digits.length() - number.scale();
        if (point > 16 || point < -4) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + "e" + (point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }
}
