package dev.jacobi;

import static dev.jacobi.UserInterface.misfit;

import dev.jacobi.diag.Derivative;
import dev.jacobi.emit.EntryShape;
import dev.jacobi.emit.UserCall;
import dev.jacobi.emit.UserMethod;
import dev.jacobi.graph.FunctionGraph;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the methods of a user's interface must be written to fit a function: the same for the run time and for a build. */
final class Fitting {
    private static final EnumSet<Derivative> SPARSE = EnumSet.of(Derivative.SPARSE_JACOBIAN, Derivative.SPARSE_HESSIAN);
    private static final String DOUBLES = "double[]";

    /** A parameter that a method must have. */
    private record Slot(String type, String name) {
        @Override
        public String toString() {
            return type + " " + name;
        }
    }

    private Fitting() {}

    /** The entry point that a method is called like; {@code number} says whether the only result is a single number. */
    private static Derivative derivative(UserMethod method, boolean number) {
        List<String> names = new ArrayList<>();
        for (Derivative derivative : EnumSet.complementOf(SPARSE)) {
            String name = EntryShape.of(derivative, 1, 1).method();
            if (name.equals(method.name()) && derivative.isOfNumber() && !number) {
                throw misfit(method.text()
                        + " needs a function with one number as its result; implement jacobian, jvp or vjp instead");
            }
            if (name.equals(method.name())) {
                return derivative;
            }
            names.add(name);
        }
        throw misfit(method.text() + " is called like no entry point; those are " + names);
    }

    /** How a method calls a function of numbers whose data is not bound. */
    static UserCall ofNumbers(UserMethod method, FunctionGraph function) {
        Derivative derivative = derivative(method, function.results().size() == 1);
        EntryShape shape = EntryShape.of(
                derivative, function.variables().size(), function.results().size());
        boolean flattened = takesDoubles(method, shape.arrays() + 1);
        if (flattened && !function.data().isEmpty()) {
            throw misfit(method.text() + " takes the variables in an array, so that all data must be bound: "
                    + function.data());
        }
        List<Slot> numbers = Stream.concat(function.variables().stream(), function.data().stream())
                .map(name -> new Slot("double", name))
                .toList();
        List<Slot> expected = new ArrayList<>(flattened ? List.of(new Slot(DOUBLES, "x")) : numbers);
        addArrays(expected, shape, true);
        if (!expected.stream().map(Slot::type).toList().equals(method.parameters())) {
            throw misfit(method.text() + " must take " + numbers.size() + " doubles, for " + function.variables()
                    + " and " + function.data() + ", then " + shape.arrays() + " arrays of double");
        }
        boolean returns = method.returns().equals("double");
        if (!returns && !method.returns().equals("void") || returns && !shape.returnsValue()) {
            throw misfit(method.text() + " must return " + (shape.returnsValue() ? "double or void" : "void"));
        }
        checkNames(method, flattened ? List.of() : numbers);
        return new UserCall(method, derivative, shape, flattened, false);
    }

    /**
     * How a method calls a function with arrays.
     *
     * @param number whether its only result is a single number
     * @param given what a call passes
     */
    static UserCall ofArrays(UserMethod method, boolean number, List<Given> given) {
        Derivative derivative = derivative(method, number);
        EntryShape shape = EntryShape.of(derivative, 1, number ? 1 : 2);
        checkReturn(method, shape);
        boolean fresh = method.returns().equals(DOUBLES);
        boolean flattened = takesDoubles(method, shape.arrays() + (fresh ? 0 : 1))
                && given.stream().allMatch(Given::isVariable)
                && given.size() > 1;
        List<Slot> passed = flattened
                ? List.of(new Slot(DOUBLES, "x"))
                : given.stream()
                        .map(one -> new Slot(one.type().getSimpleName(), one.name()))
                        .toList();
        List<Slot> expected = new ArrayList<>(passed);
        addArrays(expected, shape, !fresh);
        checkParameters(method, expected);
        checkNames(method, passed);
        return new UserCall(method, derivative, shape, flattened, fresh);
    }

    /** Whether a method takes that many arrays of double and nothing else. */
    private static boolean takesDoubles(UserMethod method, int arrays) {
        return method.parameters().size() == arrays
                && method.parameters().stream().allMatch(DOUBLES::equals);
    }

    private static void addArrays(List<Slot> expected, EntryShape shape, boolean out) {
        if (shape.seed() != null) {
            expected.add(new Slot(DOUBLES, shape.seed()));
        }
        if (shape.out() != null && out) {
            expected.add(new Slot(DOUBLES, shape.out()));
        }
    }

    private static void checkReturn(UserMethod method, EntryShape shape) {
        boolean fits = method.returns().equals("void") && shape.out() != null
                || method.returns().equals("double") && shape.returnsValue()
                || method.returns().equals(DOUBLES) && shape.out() != null;
        if (!fits) {
            List<String> fitting = new ArrayList<>();
            if (shape.returnsValue()) {
                fitting.add("double, the value");
            }
            if (shape.out() != null) {
                fitting.add("void");
                fitting.add("double[], a new array in the place of " + shape.out());
            }
            throw misfit(
                    method.text() + " returns " + method.returns() + ", expected is " + String.join("; or ", fitting));
        }
    }

    private static void checkParameters(UserMethod method, List<Slot> expected) {
        List<String> found = method.parameters();
        String all = expected.stream().map(Slot::toString).collect(Collectors.joining(", ", "(", ")"));
        if (found.size() != expected.size()) {
            throw misfit(method.text() + " takes " + found.size() + " parameters, expected are " + expected.size()
                    + ": " + all);
        }
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).equals(expected.get(i).type)) {
                throw misfit(method.text() + ": parameter " + (i + 1) + " is " + found.get(i) + ", expected is "
                        + expected.get(i) + "; all are " + all);
            }
        }
    }

    /** Parameters go by order; one that is called like another of the function's is surely not meant for its place. */
    private static void checkNames(UserMethod method, List<Slot> expected) {
        List<String> wanted = expected.stream().map(Slot::name).toList();
        for (int i = 0; i < Math.min(wanted.size(), method.names().size()); i++) {
            String found = method.names().get(i);
            if (!found.equals(wanted.get(i)) && wanted.contains(found)) {
                throw misfit(method.text() + ": parameter " + (i + 1) + " is called '" + found
                        + "', but the function's is '" + wanted.get(i)
                        + "'; parameters go by order, and the function's are " + wanted);
            }
        }
    }
}
