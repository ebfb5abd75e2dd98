package dev.jacobi.runtime;

import java.util.Map;

/** A loader that knows some classes beside what its parent knows, by their names. */
final class KnownClasses extends ClassLoader {
    private final Map<String, Class<?>> classes;

    KnownClasses(ClassLoader parent, Map<String, Class<?>> classes) {
        super(parent);
        this.classes = classes;
    }

    /** Asked before the parent, which may know another class of the name. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> known = classes.get(name);
        return known != null ? known : super.loadClass(name, resolve);
    }
}
