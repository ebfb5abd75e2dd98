package dev.jacobi.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "differentiate", description = "Prints derivatives in symbols.")
final class DifferentiateCommand extends FormulaCommand {
    private static final int HIGHEST = 100;

    @Option(
            names = "--wrt",
            paramLabel = "VARIABLE",
            description = {
                "With respect to what: x, or x,y for a mixed second derivative. Give the option again for",
                "a further derivative. Default: each variable, one line each."
            })
    private List<String> wrt = List.of();

    @Option(
            names = "--order",
            paramLabel = "N",
            defaultValue = "1",
            description = "Differentiate N times by each given variable.")
    private int order;

    @Option(names = "--no-simplify", description = "Print what the rules of calculus give.")
    private boolean raw;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FormulaFormat format;

    /** One derivative, ready to print. */
    private record Answer(DerivativeName name, Printed formula) {}

    @Override
    int run(Source source) {
        if (order < 1 || order > HIGHEST) {
            throw new ParameterException(spec().commandLine(), "--order must be from 1 to " + HIGHEST);
        }
        FunctionGraph function = source.differentiable();
        List<Answer> answers = new ArrayList<>();
        for (List<String> variables : requested(function)) {
            for (int result = 0; result < function.results().size(); result++) {
                answers.add(answer(function, result, variables));
            }
        }
        print(answers);
        return Main.SUCCESS;
    }

    @Override
    int runArrays(Source source) {
        return run(source);
    }

    /** The variables of each derivative, in the order of differentiation. */
    private List<List<String>> requested(FunctionGraph function) {
        List<List<String>> requested = new ArrayList<>();
        if (wrt.isEmpty()) {
            function.variables().forEach(variable -> requested.add(Collections.nCopies(order, variable)));
        }
        for (String list : wrt) {
            List<String> variables = new ArrayList<>();
            for (String variable : list.split(",", -1)) {
                checkVariable(function, variable.strip());
                variables.addAll(Collections.nCopies(order, variable.strip()));
            }
            requested.add(variables);
        }
        if (requested.isEmpty()) {
            throw new JacobiException(ErrorCode.DERIVATIVE, "the formula has no variable to differentiate by");
        }
        return requested;
    }

    private static void checkVariable(FunctionGraph function, String name) {
        if (function.data().contains(name)) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE,
                    "'" + name + "' is data; derivatives are taken by the parameters before the semicolon");
        }
        if (!function.variables().contains(name)) {
            throw Source.unknown("variable", name, function.variables());
        }
    }

    private Answer answer(FunctionGraph function, int result, List<String> variables) {
        Node derivative = function.results().get(result);
        for (String variable : variables) {
            Node by = function.variableNodes().get(function.variables().indexOf(variable));
            derivative = Derivatives.derivativeBy(function.graph(), derivative, by);
        }
        Map<Node, Node> images = Map.of();
        if (!raw) {
            images = Simplifier.simplify(function.graph(), List.of(derivative), Grade.TEXT, false, Map.of());
            derivative = images.get(derivative);
        }
        DerivativeName name = new DerivativeName(ResultNames.ofDerivative(function, result), variables);
        return new Answer(name, Printed.of(function, name.identifier(), derivative, images));
    }

    private void print(List<Answer> answers) {
        boolean labelled = answers.size() > 1;
        switch (format) {
            case TEXT -> {
                for (Answer answer : answers) {
                    boolean label = labelled && answer.formula.isExpression();
                    out().println((label ? answer.name.text() + " = " : "") + answer.formula.text());
                }
            }
            case LATEX -> {
                for (Answer answer : answers) {
                    boolean label = labelled && answer.formula.isExpression();
                    out().println((label ? answer.name.latex() + " = " : "") + answer.formula.latex());
                }
            }
            case JSON ->
                out().println(JsonText.object(json -> {
                    json.writeArrayFieldStart("derivatives");
                    for (Answer answer : answers) {
                        write(json, answer);
                    }
                    json.writeEndArray();
                }));
        }
    }

    private static void write(JsonGenerator json, Answer answer) throws IOException {
        json.writeStartObject();
        json.writeStringField("of", answer.name.of());
        json.writeArrayFieldStart("wrt");
        for (String variable : answer.name.variables()) {
            json.writeString(variable);
        }
        json.writeEndArray();
        json.writeStringField("text", answer.formula.text());
        json.writeStringField("latex", answer.formula.latex());
        json.writeEndObject();
    }
}
