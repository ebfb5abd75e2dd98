package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.emit.UserMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an interface of the user's asks for: a class file tells it, or the source that a compiler is reading.
 *
 * @param methods those to implement, in an order that depends on nothing but them
 */
public record UserInterface(List<UserMethod> methods) {

    /** Methods in any order; those that one method implements may be there more than once. */
    public UserInterface {
        Set<String> known = new HashSet<>();
        methods = methods.stream()
                .sorted(Comparator.comparing(UserMethod::signature).thenComparing(UserMethod::owner))
                .filter(method -> known.add(method.signature()))
                .toList();
    }

    /** What a class file says. */
    static UserInterface of(Class<?> type) {
        boolean isPublic = Modifier.isPublic(type.getModifiers());
        checkKind(type.getName(), type.isInterface() && isPublic && type.getTypeParameters().length == 0);
        return new UserInterface(Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(UserInterface::method)
                .toList());
    }

    /**
     * Checks what an interface must be.
     *
     * @param fits whether it is a public, non-generic interface
     * @throws JacobiException where it does not fit
     */
    public static void checkKind(String name, boolean fits) {
        if (!fits) {
            throw misfit(name + " is not a public, non-generic interface");
        }
    }

    private static UserMethod method(Method method) {
        return new UserMethod(
                method.getDeclaringClass().getSimpleName(),
                method.getName(),
                Stream.of(method.getParameterTypes()).map(Class::getSimpleName).toList(),
                Stream.of(method.getParameters())
                        .filter(Parameter::isNamePresent)
                        .map(Parameter::getName)
                        .toList(),
                method.getReturnType().getSimpleName());
    }

    static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}
