package dev.jacobi.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads one function's classes, and lets them see nothing but the kernels' interfaces and the JDK's base. Collected with its classes. */
final class KernelLoader extends ClassLoader {
    /** The interfaces that generated classes may implement. */
    static final List<Class<?>> KERNELS = List.of(Kernel.class, InPlaceKernel.class);

    private final Map<String, byte[]> classes;

    KernelLoader(Map<String, byte[]> classes, ClassLoader parent) {
        super(parent);
        this.classes = new HashMap<>(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.remove(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** The parent of every kernel's loader: it knows the kernels' interfaces and what generated code may call. */
    static final class Base extends ClassLoader {
        Base() {
            super(null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            for (Class<?> kernel : KERNELS) {
                if (name.equals(kernel.getName())) {
                    return kernel;
                }
            }
            throw new ClassNotFoundException(name);
        }
    }
}
