package dev.jacobi.emit;

import dev.jacobi.diag.Derivative;

/**
 * How a method of a user's interface calls an entry point.
 *
 * @param flattened whether it takes all variables in one array, rather than each parameter
 * @param fresh whether it returns a new array in the place of the last one
 */
public record UserCall(UserMethod method, Derivative derivative, EntryShape shape, boolean flattened, boolean fresh) {

    /** Whether an array of directions or weights follows the function's parameters. */
    boolean takesSeed() {
        return shape.seed() != null;
    }

    /** Whether an array for the outputs follows. */
    boolean takesOut() {
        return shape.out() != null && !fresh;
    }

    /** Whether it returns the function's value. */
    public boolean returnsValue() {
        return method.returns().equals("double");
    }
}
