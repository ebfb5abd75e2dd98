package dev.jacobi.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A function as a graph: its results, over its parameters. Where all parameters are single numbers, the i-th variable is
 * {@code graph.parameter(Role.VARIABLE, i)}.
 *
 * @param name the function's name, or null where it has none
 * @param parameters the variables, then the data
 * @param sizes the names of the sizes that shapes declare, by their number
 * @param results numbers and arrays
 * @param origin what is known about where its nodes come from
 */
public record FunctionGraph(
        String name, List<Parameter> parameters, List<String> sizes, Graph graph, List<Node> results, Origin origin) {

    public FunctionGraph {
        parameters = List.copyOf(parameters);
        sizes = List.copyOf(sizes);
        results = List.copyOf(results);
    }

    /** A function of single numbers. */
    public static FunctionGraph ofNumbers(
            String name, List<String> variables, List<String> data, Graph graph, List<Node> results, Origin origin) {
        return new FunctionGraph(name, numbers(variables, data, graph), List.of(), graph, results, origin);
    }

    private static List<Parameter> numbers(List<String> variables, List<String> data, Graph graph) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            parameters.add(new Parameter(variables.get(i), graph.parameter(Role.VARIABLE, i)));
        }
        for (int i = 0; i < data.size(); i++) {
            parameters.add(new Parameter(data.get(i), graph.parameter(Role.DATA, i)));
        }
        return parameters;
    }

    /** Other results over the same parameters. */
    public FunctionGraph with(String newName, List<Node> newResults) {
        return new FunctionGraph(newName, parameters, sizes, graph, newResults, origin);
    }

    /** A parameter and the node that stands for it: a PARAMETER, an ARRAY or an INTEGERS. */
    public record Parameter(String name, Node node) {
        public Role role() {
            return node.role();
        }
    }

    /** The names of the variables, in order. */
    public List<String> variables() {
        return names(Role.VARIABLE);
    }

    /** The names of the data, in order. */
    public List<String> data() {
        return names(Role.DATA);
    }

    private List<String> names(Role role) {
        return parameters.stream()
                .filter(parameter -> parameter.role() == role)
                .map(Parameter::name)
                .toList();
    }

    /** Whether any parameter or result is an array, or anything binds an axis. */
    public boolean hasArrays() {
        return Walk.upward(graph, results).stream().anyMatch(node -> !node.op().isScalar())
                || parameters.stream()
                        .anyMatch(parameter -> !parameter.node().op().isScalar());
    }

    /** The nodes of the variables, in order. */
    public List<Node> variableNodes() {
        return parameters.stream()
                .filter(parameter -> parameter.role() == Role.VARIABLE)
                .map(Parameter::node)
                .toList();
    }

    /** As many parameters of a role as asked for, from the first. */
    public List<Node> nodes(Role role, int count) {
        return IntStream.range(0, count).mapToObj(i -> graph.parameter(role, i)).toList();
    }

    /** The name of a parameter's node; seeds have made-up names. */
    public String nameOf(Node parameter) {
        return switch (parameter.role()) {
            case VARIABLE -> parameters.get(parameter.index()).name();
            case DATA -> data().get(parameter.index());
            case SEED -> "seed" + parameter.index();
        };
    }
}
