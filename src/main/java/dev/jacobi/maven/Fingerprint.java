package dev.jacobi.maven;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A number that differs, for all one will ever see, where anything differs that was added: SHA-256. */
final class Fingerprint {
    private final MessageDigest digest = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    Fingerprint add(String name, byte[] bytes) {
        // With lengths, so that no two different sequences of additions run together to the same bytes.
        for (byte[] part : List.of(name.getBytes(StandardCharsets.UTF_8), bytes)) {
            digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(part);
        }
        return this;
    }

    Fingerprint add(String name, Object value) {
        if (value instanceof List<?> list) {
            add(name, list.size());
            list.forEach(element -> add(name, element));
            return this;
        }
        return add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    /** All files below a folder, or one file. */
    Fingerprint addFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Path[] sorted = files.filter(Files::isRegularFile).toArray(Path[]::new);
            Arrays.sort(sorted);
            for (Path file : sorted) {
                add(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return this;
    }

    /** The generator itself: another jar, even of the same version, may generate something else. */
    Fingerprint addGenerator() throws IOException {
        CodeSource code = Fingerprint.class.getProtectionDomain().getCodeSource();
        if (code == null) {
            throw new IOException("the plugin's own jar is not known");
        }
        try {
            return addFiles(Path.of(code.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IOException("the plugin's own jar has no usable address: " + code.getLocation(), e);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
