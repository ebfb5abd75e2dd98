package dev.jacobi.optim.hipparchus;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.function.Supplier;

/** Calls what needs Hipparchus. */
final class Library {
    private Library() {}

    /**
     * The result of a method of Hipparchus.
     *
     * @param method what messages call it
     * @param call a call into another class, so that only it links to Hipparchus
     * @throws JacobiException where Hipparchus is not there
     */
    static <T> T call(String method, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoClassDefFoundError e) {
            if (!String.valueOf(e.getMessage()).startsWith("org/hipparchus/")) {
                throw e;
            }
            throw new JacobiException(
                    ErrorCode.INPUT,
                    method + " needs Hipparchus, which is not on the class path (" + e.getMessage()
                            + "); add the dependency org.hipparchus:hipparchus-optim, version 4",
                    e);
        }
    }
}
