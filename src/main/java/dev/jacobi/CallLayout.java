package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import java.util.Arrays;
import java.util.List;

/**
 * What a kernel takes, laid out for calls that pass arrays of some lengths.
 *
 * @param places where what is given begins, by its number: among the variables, the data of reals or the integers
 * @param x the variables
 */
record CallLayout(int[] places, double[] x, Arguments arguments) {

    /**
     * The layout for some lengths, with bound data in its places.
     *
     * @param lengths what decides about sizes, by the number of what is given: the length of an array, the value of a size
     * @param method what messages call the method
     * @throws JacobiException where the lengths contradict each other
     */
    static CallLayout of(ArrayCall.Data data, int[] lengths, String method) {
        return Bound.counted(() -> new Making(data, lengths, method).layout());
    }

    /** Where what is given begins. */
    int place(int given) {
        return places[given];
    }

    /** Where the next thing of a kind goes. */
    private static final class Making {
        private final ArrayCall.Data data;
        private final int[] lengths;
        private final String method;
        private final Sizes sizes;
        private int variables;
        private int reals;
        private int integers;

        Making(ArrayCall.Data data, int[] lengths, String method) {
            this.data = data;
            this.lengths = lengths;
            this.method = method;
            this.sizes = sizes();
        }

        /** The sizes that bound data, lengths and size parameters tell. */
        private Sizes sizes() {
            Sizes found = data.bound().told();
            List<Given> given = data.given();
            for (int i = 0; i < given.size(); i++) {
                if (given.get(i).isSize()) {
                    found = found.with(given.get(i).node().index(), lengths[i], method);
                } else if (given.get(i).extents().size() == 1) {
                    found = found.ofExtent(given.get(i).extents().get(0), lengths[i], source(i));
                }
            }
            for (int round = 0; round < given.size() && !found.areKnown(); round++) {
                for (int i = 0; i < given.size(); i++) {
                    List<List<Node>> shape = List.of(given.get(i).extents());
                    found = found.mayTell(shape) ? found.ofLength(shape, lengths[i], source(i)) : found;
                }
            }
            return found;
        }

        private String source(int given) {
            return method + ": '" + data.given().get(given).name() + "'";
        }

        CallLayout layout() {
            FunctionGraph function = data.function();
            int[] places = new int[data.given().size()];
            int[] boundPlaces = new int[function.data().size()];
            integers = function.sizes().size();
            int next = 0;
            for (FunctionGraph.Parameter parameter : function.parameters()) {
                Node node = parameter.node();
                int length = Bound.length(sizes, List.of(node));
                int place = place(node, length);
                if (node.role() == Role.DATA && data.bound().has(node.index())) {
                    boundPlaces[node.index()] = place;
                    check("data '" + parameter.name() + "'", length(node.index()), length);
                } else {
                    check(source(next), lengths[next], length);
                    places[next++] = place;
                }
            }
            return new CallLayout(places, new double[variables], arguments(boundPlaces));
        }

        private int length(int bound) {
            double[] values = data.bound().reals(bound);
            return values == null ? data.bound().integers(bound).length : values.length;
        }

        private int place(Node node, int length) {
            int place;
            if (node.role() == Role.VARIABLE) {
                place = variables;
                variables = Math.addExact(variables, length);
            } else if (node.is(Op.INTEGERS)) {
                place = integers;
                integers = Math.addExact(integers, length);
            } else {
                place = reals;
                reals = Math.addExact(reals, length);
            }
            return place;
        }

        private void check(String source, int found, int needed) {
            if (found != needed) {
                throw new JacobiException(
                        ErrorCode.ARGUMENT,
                        source + " has " + found + " elements, needed are " + needed + "; sizes " + sizes);
            }
        }

        private Arguments arguments(int[] boundPlaces) {
            double[] all = new double[reals];
            int[] ints = Arrays.copyOf(sizes.values(), integers);
            for (int i = 0; i < boundPlaces.length; i++) {
                double[] values = data.bound().reals(i);
                int[] integerValues = data.bound().integers(i);
                if (values != null) {
                    System.arraycopy(values, 0, all, boundPlaces[i], values.length);
                } else if (integerValues != null) {
                    System.arraycopy(integerValues, 0, ints, boundPlaces[i], integerValues.length);
                }
            }
            int results = Bound.length(sizes, data.function().results());
            return new Arguments(variables, variables, results, all, ints);
        }
    }
}
