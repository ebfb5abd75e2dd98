package dev.jacobi.cli;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values for a function's variables and data. */
record Point(double[] x, double[] data) {

    /** The names of all parameters, variables first. */
    static List<String> names(FunctionGraph function) {
        List<String> names = new ArrayList<>(function.variables());
        names.addAll(function.data());
        return names;
    }

    /** The point with these values of all parameters, variables first. */
    static Point of(FunctionGraph function, double[] values) {
        int variables = function.variables().size();
        return new Point(Arrays.copyOf(values, variables), Arrays.copyOfRange(values, variables, values.length));
    }

    /** The value of a parameter's node. */
    double value(Node parameter) {
        return parameter.role() == Role.VARIABLE ? x[parameter.index()] : data[parameter.index()];
    }

    /** The point with one variable changed. */
    Point with(int variable, double value) {
        double[] moved = x.clone();
        moved[variable] = value;
        return new Point(moved, data);
    }

    /** As in {@code x=3 l=5}. */
    String text(FunctionGraph function) {
        List<String> names = names(function);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            double value = i < x.length ? x[i] : data[i - x.length];
            out.append(i > 0 ? " " : "").append(names.get(i)).append('=').append(Numbers.format(value));
        }
        return out.toString();
    }
}
