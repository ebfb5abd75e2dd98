package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.emit.EntryShape;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** What an interface of the user's asks for. */
final class UserInterface {
    private static final EnumSet<Derivative> SPARSE = EnumSet.of(Derivative.SPARSE_JACOBIAN, Derivative.SPARSE_HESSIAN);

    private UserInterface() {}

    /** The methods to implement, in an order that depends on nothing but them. */
    static List<Method> methods(Class<?> type) {
        if (!type.isInterface() || !Modifier.isPublic(type.getModifiers()) || type.getTypeParameters().length > 0) {
            throw misfit(type.getName() + " is not a public, non-generic interface");
        }
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    /** The entry point that a method is called like. */
    static Derivative derivative(Method method) {
        List<String> names = new ArrayList<>();
        for (Derivative derivative : EnumSet.complementOf(SPARSE)) {
            String name = EntryShape.of(derivative, 1, 1).method();
            if (name.equals(method.getName())) {
                return derivative;
            }
            names.add(name);
        }
        throw misfit(method + " is called like no entry point; those are " + names);
    }

    /** A method as messages call it: {@code Loss.value(double[], double)}. */
    static String text(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}
