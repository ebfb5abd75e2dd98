package com.acme.formulas;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, driven by its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\":\\s*\"([^\"]+)\"");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final int MOST_TRIES = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String address;
    private WebSocket page;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private int calls;

    /** The program that the variable CHROMIUM names, or one on the path. */
    static Optional<Path> find() {
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                        .map(name -> Path.of(folder, name)));
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path program) throws IOException {
        // Containers often forbid the sandbox, and the page is our own.
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + Path.of("target", "chromium").toAbsolutePath(),
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        address = listening(process.errorReader());
    }

    private static String listening(BufferedReader errors) throws IOException {
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                // What it prints later would fill the pipe and stop it.
                Thread reader = new Thread(() -> errors.lines().forEach(more -> {}));
                reader.setDaemon(true);
                reader.start();
                return found.group(1);
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    /** Opens a page in a tab of its own. */
    void open(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        Matcher socket =
                SOCKET.matcher(http.send(request, BodyHandlers.ofString()).body());
        if (!socket.find()) {
            throw new IOException("no tab for " + uri);
        }
        page = http.newWebSocketBuilder()
                .buildAsync(URI.create(socket.group(1)), new Listener())
                .join();
        call("Page.navigate", new Json().text("url", uri.toString()));
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    /** Types into what has the focus, as a keyboard would. */
    void type(String text) throws InterruptedException {
        call("Input.insertText", new Json().text("text", text));
    }

    /** The text that an expression of JavaScript has once the page is there and it is neither empty nor null. */
    String await(String expression) throws InterruptedException {
        String guarded =
                "(() => { try { return location.protocol === 'http:' && document.readyState === 'complete' && ("
                        + expression + ") || ''; } catch (failure) { return ''; } })()";
        String answer = "";
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            answer = call("Runtime.evaluate", new Json().text("expression", "String(" + guarded + ")"));
            Matcher value = VALUE.matcher(answer);
            if (value.find() && !value.group(1).isEmpty()) {
                return value.group(1);
            }
            Thread.sleep(20);
        }
        throw new AssertionError(expression + " has no text: " + answer);
    }

    private String call(String method, Json parameters) throws InterruptedException {
        int id = ++calls;
        page.sendText(
                        new Json()
                                .number("id", id)
                                .text("method", method)
                                .object("params", parameters)
                                .toString(),
                        true)
                .join();
        while (true) {
            String message = messages.poll(60, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("the browser does not answer to " + method);
            }
            if (message.startsWith("{\"id\":" + id + ",")) {
                return message;
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
