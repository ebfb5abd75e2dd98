package com.acme.formulas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user of a server on this machine. */
record Client(int port) {
    /** Long enough for any machine, since what is tested with it is not how long something takes. */
    static final Duration PATIENT = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Settings settings(Duration deadline) {
        return new Settings(2, 8, deadline, 10, 64 << 10);
    }

    /** Any free port. */
    static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    CompletableFuture<HttpResponse<String>> post(String form) {
        HttpRequest request = HttpRequest.newBuilder(at("/api/evaluate"))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String formula, String rest) {
        return post("formula=" + URLEncoder.encode(formula, StandardCharsets.UTF_8) + rest)
                .join();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    /** A field with a number or a plain text, as JSON has it. */
    static String field(HttpResponse<String> response, String name) {
        Matcher field =
                Pattern.compile("\"" + name + "\":(\"[^\"]*\"|[^,}\\]]*)").matcher(response.body());
        if (!field.find()) {
            throw new AssertionError("no '" + name + "' in " + response.body());
        }
        return field.group(1).replace("\"", "");
    }
}
