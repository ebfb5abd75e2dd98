package dev.jacobi.emit;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;

/** Writes a class as the text of a file, which is read again before any compiler sees it. */
final class JavaText {
    private JavaText() {}

    /** A class that {@link TokenCheck#library} lets pass. */
    static String of(String packageName, TypeSpec type) {
        return checked(JavaFile.builder(packageName, type));
    }

    /** The same in a file that begins with a comment. */
    static String of(String packageName, TypeSpec type, String comment) {
        return checked(JavaFile.builder(packageName, type).addFileComment("$L", comment));
    }

    private static String checked(JavaFile.Builder file) {
        String text = file.skipJavaLangImports(true).indent("    ").build().toString();
        TokenCheck.library(text);
        return text;
    }
}
