package dev.jacobi.emit;

import java.util.List;

/**
 * A method of a user's interface, whoever read it. Types are as Java writes them, without their package: {@code double[]}.
 *
 * @param owner the simple name of the type that declares it
 * @param names the names of its parameters; none where they are not known
 */
public record UserMethod(String owner, String name, List<String> parameters, List<String> names, String returns) {

    /** A copy of the lists. */
    public UserMethod {
        parameters = List.copyOf(parameters);
        names = List.copyOf(names);
    }

    /** As messages call it: {@code Loss.value(double[], double)}. */
    public String text() {
        return owner + "." + signature();
    }

    /** What tells it from others of its interface: {@code value(double[], double)}. */
    public String signature() {
        return name + "(" + String.join(", ", parameters) + ")";
    }
}
