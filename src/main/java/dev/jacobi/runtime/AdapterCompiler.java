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

/** Turns programs into an object behind an interface of the user's. */
public final class AdapterCompiler {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Set<String> ERRORS = Set.of(
            "java/lang/IllegalArgumentException", "java/lang/StringBuilder", "java/lang/String", "java/lang/Object");

    private AdapterCompiler() {}

    /** An instance of a class that implements the interface by these methods. */
    public static <T> T compile(Class<T> type, List<AdapterSource.Method> methods, Options options) {
        String packageName = AdapterCompiler.class.getPackageName() + ".generated";
        String className = "Adapter" + NUMBER.incrementAndGet();
        String source = AdapterSource.write(packageName, className, type, methods, options.strictMath());
        String name = packageName + "." + className;
        ExternalClasses externals = new ExternalClasses(options.externals(), source);
        ClassLoader parent = type.getClassLoader();
        Map<String, byte[]> classes = new JaninoCompiler().compile(name, source, parent, externals.stubs());
        Set<String> allowed = new HashSet<>(ERRORS);
        allowed.addAll(externals.methods());
        KernelCompiler.check(classes, allowed, options);
        try {
            Class<?> adapter = new KernelLoader(classes, externals.loader(parent)).loadClass(name);
            return type.cast(adapter.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new JacobiException(ErrorCode.INTERNAL, "a generated class could not be loaded: " + e, e);
        }
    }
}
