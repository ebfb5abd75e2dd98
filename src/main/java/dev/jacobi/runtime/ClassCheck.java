package dev.jacobi.runtime;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a compiled class before it is loaded (JVM specification, chapter 4): it may call itself, {@code Math}, {@code StrictMath},
 * {@code Double} and the constructor of {@code Object}, may read the constants of these (Janino does not inline them), has no fields but
 * what is said, no dynamic calls and no native methods, and no method is so long that HotSpot would refuse to compile it.
 */
final class ClassCheck {
    /** HotSpot's HugeMethodLimit: a longer method is only ever interpreted. */
    static final int LONGEST_METHOD = 8000;

    private static final Set<String> OWNERS =
            Set.of("java/lang/Math", "java/lang/StrictMath", "java/lang/Double", "java/util/Arrays");
    private static final int NATIVE = 0x0100;

    private final DataInputStream in;
    private final Set<String> alsoAllowed;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<Integer, Integer> classes = new HashMap<>();
    private final Map<Integer, int[]> pairs = new HashMap<>();
    private final List<int[]> methodReferences = new ArrayList<>();
    private final List<int[]> fieldReferences = new ArrayList<>();
    private final int fields;
    private int longest;

    private ClassCheck(byte[] bytes, Set<String> alsoAllowed, int fields) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
        this.alsoAllowed = alsoAllowed;
        this.fields = fields;
    }

    /**
     * Throws where the class may do what it must not; returns the length of its longest method in bytes.
     *
     * @param alsoAllowed further classes that it may call, and single methods of others, {@code com/acme/Bessel.j0}
     */
    static int check(byte[] bytes, Set<String> alsoAllowed) {
        return check(bytes, alsoAllowed, 0);
    }

    /** As {@link #check(byte[], Set)}, for a class with this many fields. */
    static int check(byte[] bytes, Set<String> alsoAllowed, int fields) {
        try {
            ClassCheck check = new ClassCheck(bytes, alsoAllowed, fields);
            check.read();
            return check.longest;
        } catch (IOException e) {
            throw refused("it cannot be read: " + e.getMessage());
        }
    }

    private void read() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.readUnsignedShort();
        String self = className(in.readUnsignedShort());
        in.readUnsignedShort();
        in.skipNBytes(2L * in.readUnsignedShort());
        readFields();
        for (int[] reference : fieldReferences) {
            String owner = className(reference[0]);
            if (!OWNERS.contains(owner) && !(owner.equals(self) && fields > 0)) {
                throw refused("it uses a field of " + owner);
            }
        }
        for (int[] reference : methodReferences) {
            checkCall(self, className(reference[0]), methodName(reference[1]));
        }
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            readMethod();
        }
    }

    private void readFields() throws IOException {
        int found = in.readUnsignedShort();
        if (found != fields) {
            throw refused("it has " + (fields == 0 ? "fields" : found + " fields"));
        }
        for (int i = 0; i < found; i++) {
            in.skipNBytes(6);
            for (int count = in.readUnsignedShort(); count > 0; count--) {
                in.skipNBytes(2);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
        }
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 3, 4 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7 -> classes.put(i, in.readUnsignedShort());
                case 8 -> in.skipNBytes(2);
                case 9 -> fieldReferences.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 10, 11 -> methodReferences.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 12 -> pairs.put(i, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                default -> throw refused("it has a constant of kind " + tag);
            }
        }
    }

    private String text(int index) {
        return present(texts.get(index), index);
    }

    private String className(int index) {
        return text(present(classes.get(index), index));
    }

    private String methodName(int pair) {
        return text(present(pairs.get(pair), pair)[0]);
    }

    private static <T> T present(T constant, int index) {
        if (constant == null) {
            throw refused("its constant " + index + " is of another kind than its use");
        }
        return constant;
    }

    private void checkCall(String self, String owner, String method) {
        boolean constructor = owner.equals("java/lang/Object") && method.equals("<init>");
        boolean allowed = alsoAllowed.contains(owner) || alsoAllowed.contains(owner + "." + method);
        if (!owner.equals(self) && !OWNERS.contains(owner) && !allowed && !constructor) {
            throw refused("it calls " + owner + "." + method);
        }
    }

    private void readMethod() throws IOException {
        int access = in.readUnsignedShort();
        String name = text(in.readUnsignedShort());
        in.skipNBytes(2);
        if ((access & NATIVE) != 0) {
            throw refused("it has the native method " + name);
        }
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            String attribute = text(in.readUnsignedShort());
            long length = Integer.toUnsignedLong(in.readInt());
            if (attribute.equals("Code")) {
                in.skipNBytes(4);
                int bytes = in.readInt();
                longest = Math.max(longest, bytes);
                if (bytes >= LONGEST_METHOD) {
                    // Methods without loops are cut to fit; the body of a loop is not.
                    throw new JacobiException(
                            ErrorCode.LIMIT,
                            "a generated class was refused: its method " + name + " has " + bytes
                                    + " bytes, and HotSpot compiles none above 8000; take less into one loop");
                }
                in.skipNBytes(length - 8);
            } else {
                in.skipNBytes(length);
            }
        }
    }

    private static JacobiException refused(String why) {
        return new JacobiException(ErrorCode.INTERNAL, "a generated class was refused: " + why);
    }
}
