package dev.jacobi.graph;

import java.util.List;

/**
 * A function as a graph: its results, over parameters whose names stand in {@code variables} and {@code data}. The i-th variable is
 * {@code graph.parameter(Role.VARIABLE, i)}.
 *
 * @param name the function's name, or null where it has none
 * @param origin what is known about where its nodes come from
 */
public record FunctionGraph(
        String name, List<String> variables, List<String> data, Graph graph, List<Node> results, Origin origin) {

    public FunctionGraph {
        variables = List.copyOf(variables);
        data = List.copyOf(data);
        results = List.copyOf(results);
    }

    /** The nodes of the variables, in order. */
    public List<Node> variableNodes() {
        return nodes(Role.VARIABLE, variables.size());
    }

    /** As many parameters of a role as asked for, from the first. */
    public List<Node> nodes(Role role, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> graph.parameter(role, i))
                .toList();
    }

    /** The name of a parameter's node; seeds have made-up names. */
    public String nameOf(Node parameter) {
        return switch (parameter.role()) {
            case VARIABLE -> variables.get(parameter.index());
            case DATA -> data.get(parameter.index());
            case SEED -> "seed" + parameter.index();
        };
    }
}
