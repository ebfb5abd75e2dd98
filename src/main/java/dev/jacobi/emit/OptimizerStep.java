package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * A step of an optimiser in the class of a loss: its gradient at parameters that stand in one array, then one loop over these and the states
 * that changes both in place.
 *
 * @param gradient the loss and its gradient
 * @param rule takes the parameters, the states, the gradient, all of one size, then numbers; gives parameters and states
 * @param update the values of the rule
 * @param formula the rule as text
 */
public record OptimizerStep(LoopEntry gradient, FunctionGraph rule, LoopEntry update, String formula) {
    private static final String METHOD = "step";
    private static final String GRADIENT = "stepGradient";
    private static final String UPDATE = "stepUpdate";

    /** A step; the rule reads nothing that it has changed. */
    public OptimizerStep {
        gradient = gradient.named(EntryShape.hidden(GRADIENT, "gradient", true));
        update = update.named(EntryShape.hidden(UPDATE, null, false));
    }

    /** Adds the method and the two that it is made of. */
    void addTo(TypeSpec.Builder type, FunctionGraph loss, JavaNames names, String workSize, boolean strict) {
        JavaNames own = names.nested();
        String parameters = own.fresh("parameters");
        LibrarySizes sizes = LibrarySizes.ofData(loss, own);
        type.addMethod(step(loss, own, parameters, sizes));
        new LoopMethod(loss, gradient, own, sizes, workSize, parameters).write(type, null, strict);
        JavaNames ofRule = new JavaNames();
        rule.parameters().forEach(parameter -> ofRule.forWish(parameter.name()));
        new LoopMethod(rule, update, ofRule, new LibrarySizes(rule, ofRule), "").write(type, null, strict);
    }

    private MethodSpec step(FunctionGraph loss, JavaNames names, String parameters, LibrarySizes sizes) {
        JavaNames own = names.nested();
        List<Signature.Parameter> variables = List.of(doubles(parameters));
        List<Signature.Parameter> data = new ArrayList<>();
        for (Parameter parameter : loss.parameters()) {
            if (parameter.role() == Role.DATA) {
                data.add(new Signature.Parameter(LoopMethod.type(parameter.node()), names.forWish(parameter.name())));
            }
        }
        sizes.parameters().forEach(size -> data.add(new Signature.Parameter(TypeName.INT, size)));
        List<Signature.Parameter> states =
                states().stream().map(state -> doubles(own.fresh(state))).toList();
        List<Signature.Parameter> numbers = numbers().stream()
                .map(number -> new Signature.Parameter(TypeName.DOUBLE, own.fresh(number)))
                .toList();
        List<Signature.Parameter> slope = List.of(doubles(own.fresh("gradient")));
        List<Signature.Parameter> work = gradient.needsWork() ? List.of(doubles(own.fresh("work"))) : List.of();
        String value = own.fresh("value");
        MethodSpec.Builder method = MethodSpec.methodBuilder(METHOD)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc(javadoc(parameters, slope.get(0).name()))
                .returns(TypeName.DOUBLE);
        all(List.of(variables, states, data, numbers, slope, work)).declare(method);
        return method.addStatement(
                        "double $L = $L($L)",
                        value,
                        GRADIENT,
                        all(List.of(variables, data, slope, work)).arguments())
                .addStatement(
                        "$L($L)",
                        UPDATE,
                        all(List.of(variables, states, slope, numbers)).arguments())
                .addStatement("return $L", value)
                .build();
    }

    private static Signature all(List<List<Signature.Parameter>> parameters) {
        return new Signature(parameters.stream().flatMap(List::stream).toList(), node -> null, null, null);
    }

    private static Signature.Parameter doubles(String name) {
        return new Signature.Parameter(Signature.DOUBLES, name);
    }

    private List<String> states() {
        return rule.variables().subList(1, rule.results().size());
    }

    private List<String> numbers() {
        return rule.variables()
                .subList(rule.results().size() + 1, rule.variables().size());
    }

    private CodeBlock javadoc(String parameters, String slope) {
        String states = states().stream().map(OptimizerStep::code).collect(Collectors.joining(", "));
        String changed = states.isEmpty()
                ? "changes " + code(parameters) + ", all variables in the order of derivatives, in place"
                : "changes in place " + code(parameters)
                        + ", all variables in the order of derivatives, and as\nmany of " + states
                        + ", which are 0 before the first step";
        String count = numbers().contains("t") ? " " + code("t") + " counts steps from 1." : "";
        return CodeBlock.of(
                "$L",
                "One step of an optimiser: " + changed + ".\nReturns the value before the step and fills " + code(slope)
                        + " with its gradient. Allocates nothing." + count + "\n\n<pre>{@code\n"
                        + JavadocText.code(formula)
                        + "\n}</pre>\n\n@throws IllegalArgumentException where an array has another length than the sizes say, or two"
                        + " are one\n");
    }

    private static String code(String name) {
        return "{@code " + name + "}";
    }
}
