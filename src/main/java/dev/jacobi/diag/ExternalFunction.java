package dev.jacobi.diag;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A static method of the user's that formulas may call by a name, once {@link Options#externals} has it. It takes and returns
 * {@code double}s. It must be pure (the same result for the same arguments, nothing else happens) and safe for several threads: it is
 * called as often as it pleases the compiler, but only where the formula as written calls it.
 *
 * <p>Its partial derivatives are formulas over its parameters, which may call this and other external functions, so that it has
 * derivatives of as many orders as these have. Without them it has none, and asking for one is an error.
 *
 * <pre>{@code
 * ExternalFunction j0 = ExternalFunction.of("j0(x)", Bessel.class, "j0").partials("-j1(x)");
 * ExternalFunction j1 = ExternalFunction.of("j1(x)", Bessel.class, "j1").partials("j0(x) - j1(x) / x");
 * Jacobi.with(Options.defaults().externals(j0, j1)).compile("j0(x)^2");
 * }</pre>
 *
 * Immutable and thread-safe.
 */
public final class ExternalFunction {
    private static final Pattern SIGNATURE =
            Pattern.compile("\\s*(\\w+)\\s*\\(([\\w\\s,]*)\\)\\s*", Pattern.UNICODE_CASE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*){2,}");

    private final String name;
    private final List<String> parameters;
    private final String javaName;
    private final Class<?> owner;
    private final MethodHandle method;
    private final List<String> partials;

    private ExternalFunction(
            String name,
            List<String> parameters,
            String javaName,
            Class<?> owner,
            MethodHandle method,
            List<String> partials) {
        this.name = name;
        this.parameters = parameters;
        this.javaName = javaName;
        this.owner = owner;
        this.method = method;
        this.partials = partials;
    }

    /**
     * A method of a class that is there.
     *
     * @param signature its name in formulas and those of its parameters, {@code "j0(x)"}
     * @param owner a public class in a package
     * @param methodName a public static method that takes as many {@code double}s and returns one
     * @throws JacobiException with {@link ErrorCode#ARGUMENT} where there is no such method
     */
    public static ExternalFunction of(String signature, Class<?> owner, String methodName) {
        String ownerName = owner.getCanonicalName();
        if (ownerName == null || owner.isInterface() || !isPublic(owner)) {
            throw mistake(owner.getName() + " is not a public class, so that generated code cannot call it");
        }
        ExternalFunction named = of(signature, ownerName + "." + methodName);
        Class<?>[] types =
                Collections.nCopies(named.parameters.size(), double.class).toArray(Class<?>[]::new);
        try {
            MethodHandle method = MethodHandles.publicLookup()
                    .findStatic(owner, methodName, MethodType.methodType(double.class, types));
            return new ExternalFunction(
                    named.name,
                    named.parameters,
                    named.javaName,
                    owner,
                    method.asSpreader(double[].class, types.length),
                    named.partials);
        } catch (ReflectiveOperationException e) {
            throw mistake(ownerName + " has no public static method double " + methodName + " of " + types.length
                    + " double" + (types.length == 1 ? "" : "s"));
        }
    }

    /**
     * A method that is only named, for sources that are generated before its class is compiled. It cannot be run by the library.
     *
     * @param methodName with its class and package, {@code "com.acme.Bessel.j0"}
     * @throws JacobiException with {@link ErrorCode#ARGUMENT} where the signature or the name is malformed
     */
    public static ExternalFunction of(String signature, String methodName) {
        Matcher matcher = SIGNATURE.matcher(signature);
        List<String> parameters = matcher.matches()
                ? Stream.of(matcher.group(2).split(",", -1)).map(String::strip).toList()
                : List.of();
        boolean named = matcher.matches()
                && NAME.matcher(matcher.group(1)).matches()
                && parameters.stream()
                        .allMatch(parameter -> NAME.matcher(parameter).matches());
        if (!named || new HashSet<>(parameters).size() < parameters.size()) {
            throw mistake("expected a name and different parameters, as in 'f(x, y)', found '" + signature + "'");
        }
        if (!PATH.matcher(methodName).matches() || !SourceVersion.isName(methodName)) {
            throw mistake("expected a method with its class and package, as in 'com.acme.Special.f', found '"
                    + methodName + "'");
        }
        return new ExternalFunction(matcher.group(1), parameters, methodName, null, null, null);
    }

    /**
     * One that is written in a line, {@code "j0(x) = com.acme.Bessel.j0 : -j1(x)"}: its signature, the method, and behind a colon the
     * partial derivatives, if any, with semicolons between them. The method is only named; see {@link #loadedBy}.
     *
     * @throws JacobiException with {@link ErrorCode#ARGUMENT} where the line is malformed
     */
    public static ExternalFunction parse(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':', Math.max(equals, 0));
        if (equals < 0) {
            throw mistake("expected a line as in 'f(x) = com.acme.Special.f : df(x)', found '" + line + "'");
        }
        String method = line.substring(equals + 1, colon < 0 ? line.length() : colon);
        ExternalFunction named = of(line.substring(0, equals), method.strip());
        return colon < 0
                ? named
                : named.partials(separated(line.substring(colon + 1)).toArray(String[]::new));
    }

    /** The parts between semicolons that stand in no brackets. */
    private static List<String> separated(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ';' && depth == 0) {
                parts.add(text.substring(start, at).strip());
                start = at + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /**
     * The same with the class that a loader knows by the method's name.
     *
     * @throws JacobiException with {@link ErrorCode#ARGUMENT} where it knows none, or it has no such method
     */
    public ExternalFunction loadedBy(ClassLoader loader) {
        String method = javaName.substring(javaName.lastIndexOf('.') + 1);
        String className = javaName.substring(0, javaName.lastIndexOf('.'));
        String signature = name + "(" + String.join(", ", parameters) + ")";
        for (String binary = className; ; binary = nested(binary)) {
            try {
                ExternalFunction loaded = of(signature, Class.forName(binary, false, loader), method);
                return partials == null ? loaded : loaded.partials(partials.toArray(String[]::new));
            } catch (ClassNotFoundException | LinkageError e) {
                if (binary.indexOf('.') < 0) {
                    throw mistake("there is no class " + className);
                }
            }
        }
    }

    /** The name of a class as one inside the class before it. */
    private static String nested(String binaryName) {
        int dot = binaryName.lastIndexOf('.');
        return binaryName.substring(0, dot) + "$" + binaryName.substring(dot + 1);
    }

    /**
     * The same with partial derivatives: formulas over its parameters, one for each in order.
     *
     * @throws JacobiException with {@link ErrorCode#ARGUMENT} where there are more or fewer than parameters
     */
    public ExternalFunction partials(String... formulas) {
        if (formulas.length != parameters.size()) {
            throw mistake(name + " needs a partial derivative for each of " + parameters + ", found "
                    + Arrays.toString(formulas));
        }
        return new ExternalFunction(name, parameters, javaName, owner, method, List.of(formulas));
    }

    private static boolean isPublic(Class<?> type) {
        boolean all = true;
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            all &= Modifier.isPublic(c.getModifiers());
        }
        return all;
    }

    private static JacobiException mistake(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, "external function: " + message);
    }

    /** Its name in formulas. */
    public String name() {
        return name;
    }

    /** The names of its parameters, at least one. */
    public List<String> parameters() {
        return parameters;
    }

    /** The partial derivatives, or null where none are known. */
    public List<String> partials() {
        return partials;
    }

    /** The method with its class and package, as Java writes it. */
    public String javaName() {
        return javaName;
    }

    /** The class, or null where it is only named. */
    public Class<?> owner() {
        return owner;
    }

    /**
     * Calls the method; what it throws passes through.
     *
     * @throws JacobiException with {@link ErrorCode#ARGUMENT} where its class is only named
     */
    public double call(double... arguments) {
        if (method == null) {
            throw notThere();
        }
        try {
            return (double) method.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new JacobiException(ErrorCode.ARGUMENT, javaName + " failed: " + e, e);
        }
    }

    /** The complaint that its class is only named. */
    public JacobiException notThere() {
        return mistake(
                "'" + name + "' cannot be run, since " + javaName + " is only named; register it with its class");
    }
}
