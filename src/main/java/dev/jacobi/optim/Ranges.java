package dev.jacobi.optim;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;

/** The ranges of settings; each gives back the value that lies in it. */
final class Ranges {
    private Ranges() {}

    static double positive(String name, double value) {
        return checked(name, value, value > 0 && value < Double.POSITIVE_INFINITY, "a positive number");
    }

    static double notNegative(String name, double value) {
        return checked(name, value, value >= 0 && value < Double.POSITIVE_INFINITY, "0 or a positive number");
    }

    /** From 0 on and below 1: the weight of what was before in an average. */
    static double weight(String name, double value) {
        return checked(name, value, value >= 0 && value < 1, "at least 0 and below 1");
    }

    /** How many there are of something that memory is taken for. */
    static int count(String name, int value, int most) {
        return (int) checked(name, value, value >= 1 && value <= most, "from 1 to " + most);
    }

    private static double checked(String name, double value, boolean inside, String expected) {
        if (!inside) {
            throw new JacobiException(ErrorCode.ARGUMENT, name + " is " + value + ", it must be " + expected);
        }
        return value;
    }
}
