package dev.jacobi.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.jacobi.graph.Node;
import java.util.List;

/**
 * The parameters of the generated methods, and how code says the value of a graph's parameter.
 *
 * @param parameters the Java parameters in order; every method of a program takes them all
 * @param out the name of the array that results go to
 * @param work the name of the workspace array
 */
record Signature(List<Parameter> parameters, Texts texts, String out, String work) {

    /** One Java parameter. */
    record Parameter(TypeName type, String name) {}

    /** The text of a graph's parameter: {@code S}, or {@code x[3]}. */
    @FunctionalInterface
    interface Texts {
        String of(Node parameter);
    }

    static final TypeName DOUBLES = com.palantir.javapoet.ArrayTypeName.of(double.class);

    void declare(MethodSpec.Builder method) {
        parameters.forEach(parameter -> method.addParameter(parameter.type, parameter.name));
    }

    /** The parameters' names as the arguments of a call among methods of the program. */
    String arguments() {
        return String.join(", ", parameters.stream().map(Parameter::name).toList());
    }
}
