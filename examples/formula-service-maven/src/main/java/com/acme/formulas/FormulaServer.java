package com.acme.formulas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A service over HTTP to which strangers send formulas: a page at {@code /}, and {@code POST /api/evaluate}, which takes a form
 * (see {@link Question}) and answers in JSON, whatever it is sent.
 */
public final class FormulaServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FormulaServer.class.getName());

    /** A page can load scripts and styles from here only, and none that stand in its text. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int MOST_READ_IN_VAIN = 1 << 20;

    private final HttpServer http;
    private final ExecutorService connections;
    private final Workers workers;
    private final Function<Question, Json> calculator;
    private final int body;
    private final Map<String, Reply> files = new HashMap<>();

    private record Reply(int status, String type, byte[] bytes) {
        static Reply json(int status, Json json) {
            return new Reply(status, "application/json", json.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A server that listens from now on; a port of 0 is any that is free. */
    public FormulaServer(InetSocketAddress address, Settings settings) throws IOException {
        this(address, settings, new Calculator(settings.cached())::answer);
    }

    FormulaServer(InetSocketAddress address, Settings settings, Function<Question, Json> calculator)
            throws IOException {
        this.calculator = calculator;
        this.body = settings.body();
        this.workers = new Workers(settings.workers(), settings.waiting(), settings.deadline());
        files.put("/", file("index.html", "text/html; charset=utf-8"));
        files.put("/page.js", file("page.js", "text/javascript; charset=utf-8"));
        files.put("/page.css", file("page.css", "text/css; charset=utf-8"));
        // A few more than can be at work or wait, so that somebody is there to send the others away.
        this.connections = Executors.newFixedThreadPool(settings.workers() + settings.waiting() + 4);
        this.http = HttpServer.create(address, 0);
        http.createContext("/", this::handle);
        http.setExecutor(connections);
        http.start();
    }

    /** Where it listens. */
    public int port() {
        return http.getAddress().getPort();
    }

    private static Reply file(String name, String type) throws IOException {
        try (InputStream in = FormulaServer.class.getResourceAsStream(name)) {
            return new Reply(200, type, in.readAllBytes());
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = reply(exchange);
            } catch (Refusal refusal) {
                reply = Reply.json(refusal.status(), refusal.toJson());
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "a request failed", e);
                Refusal internal = new Refusal(500, "INTERNAL", "something went wrong here, not with your formula");
                reply = Reply.json(internal.status(), internal.toJson());
            }
            send(exchange, reply);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean evaluate = path.equals("/api/evaluate");
        Reply file = files.get(path);
        if (file == null && !evaluate) {
            throw new Refusal(404, "PATH", "there is nothing here; formulas go to /api/evaluate");
        }
        String method = evaluate ? "POST" : "GET";
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new Refusal(405, "METHOD", "this path takes " + method + " only");
        }
        return evaluate ? Reply.json(200, answer(Question.read(text(exchange)))) : file;
    }

    private Json answer(Question question) {
        return workers.call(() -> {
            try {
                return calculator.apply(question);
            } catch (JacobiException e) {
                throw Refusal.of(e);
            }
        });
    }

    private String text(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] bytes = in.readNBytes(body + 1);
        if (bytes.length > body) {
            // A client that is still sending would not read the reply.
            in.skip(MOST_READ_IN_VAIN);
            throw new Refusal(413, "SIZE", "a request may have " + body + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(reply.status(), reply.bytes().length);
        exchange.getResponseBody().write(reply.bytes());
    }

    /** Ends it at once. */
    @Override
    public void close() {
        http.stop(0);
        connections.shutdownNow();
        workers.close();
    }
}
