package dev.jacobi.runtime;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.AdapterSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Turns programs into an object behind an interface of the user's. */
public final class AdapterCompiler {
    /** Numbers of one length: how many bytes a class has depends on nothing but its formula. */
    private static final AtomicLong NUMBER = new AtomicLong(1_000_000_000);

    private static final String PACKAGE = AdapterCompiler.class.getPackageName() + ".generated";
    private static final Map<String, Class<?>> CALLS = Map.of(
            TypedCall.class.getName(), TypedCall.class, TypedCall.Source.class.getName(), TypedCall.Source.class);
    private static final Set<String> ERRORS = Set.of(
            "java/lang/IllegalArgumentException", "java/lang/StringBuilder", "java/lang/String", "java/lang/Object");

    private AdapterCompiler() {}

    /** An instance of a class that implements the interface by these methods. */
    public static <T> T compile(Class<T> type, List<AdapterSource.Method> methods, Options options) {
        String className = newName();
        String source = AdapterSource.write(PACKAGE, className, type, methods, options.strictMath());
        ExternalClasses externals = new ExternalClasses(options.externals(), source);
        ClassLoader parent = type.getClassLoader();
        Map<String, byte[]> classes = new JaninoCompiler().compile(className, source, parent, externals.stubs());
        Set<String> allowed = new HashSet<>(ERRORS);
        allowed.addAll(externals.methods());
        KernelCompiler.check(classes, allowed, options);
        try {
            return type.cast(load(classes, className, externals.loader(parent))
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException e) {
            throw notLoaded(e);
        }
    }

    /** An instance of a class that implements the interface by calls. */
    public static <T> T compile(
            Class<T> type, List<AdapterSource.Passing> methods, TypedCall.Source calls, Options options) {
        String className = newName();
        String source = AdapterSource.write(PACKAGE, className, type, TypedCall.Source.class, TypedCall.class, methods);
        ClassLoader parent = new KnownClasses(type.getClassLoader(), CALLS);
        Map<String, byte[]> classes = new JaninoCompiler().compile(className, source, parent, Map.of());
        Set<String> allowed =
                CALLS.keySet().stream().map(name -> name.replace('.', '/')).collect(Collectors.toSet());
        KernelCompiler.check(classes, allowed, 1, options);
        try {
            return type.cast(load(classes, className, parent)
                    .getDeclaredConstructor(TypedCall.Source.class)
                    .newInstance(calls));
        } catch (ReflectiveOperationException e) {
            throw notLoaded(e);
        }
    }

    private static String newName() {
        return "Adapter" + NUMBER.incrementAndGet();
    }

    private static Class<?> load(Map<String, byte[]> classes, String className, ClassLoader parent)
            throws ClassNotFoundException {
        return new KernelLoader(classes, parent).loadClass(PACKAGE + "." + className);
    }

    private static JacobiException notLoaded(ReflectiveOperationException e) {
        return new JacobiException(ErrorCode.INTERNAL, "a generated class could not be loaded: " + e, e);
    }
}
