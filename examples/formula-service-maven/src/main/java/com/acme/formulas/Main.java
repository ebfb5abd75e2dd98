package com.acme.formulas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Runs the service on this machine, for this machine only; the port is the argument, or 8080. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        int port = arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]);
        // Whoever sends a request, or takes a reply, byte by byte is cut off after so many seconds.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        // The first formula loads most of Jacobi: not at the cost of the first user.
        new Calculator(1).answer(new Question("x^2 / log(x)", null, Map.of("x", 3.0)));
        FormulaServer server = new FormulaServer(address, Settings.defaults());
        System.out.println("http://localhost:" + server.port() + "/");
    }
}
