package dev.jacobi.editors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The TextMate grammar for editors, and as much of what an editor does with it as it needs: at each place of a line the rule that matches
 * first, of several at one place the one that stands first; a rule with an end may go on over lines, but not hold another such.
 */
public final class Grammar {
    private static final Path FILE = Path.of("editors/jacobi.tmLanguage.json");

    private final Rule root;

    private Grammar(Rule root) {
        this.root = root;
    }

    /** A piece of text, and what it is. */
    public record Scoped(String text, String scope) {}

    /** One object of the grammar; what it does not have is null or empty. */
    private record Rule(
            Map<String, String> texts,
            Map<Integer, String> captures,
            List<Rule> patterns,
            Map<String, Rule> repository) {
        Rule() {
            this(new LinkedHashMap<>(), new TreeMap<>(), new ArrayList<>(), new LinkedHashMap<>());
        }

        String name() {
            return texts.get("name");
        }

        /** Where it begins. */
        Optional<Pattern> start() {
            return Stream.of("match", "begin")
                    .map(texts::get)
                    .filter(text -> text != null)
                    .map(Pattern::compile)
                    .findFirst();
        }

        Optional<Pattern> end() {
            return Optional.ofNullable(texts.get("end")).map(Pattern::compile);
        }
    }

    /** A rule, and where it begins or ends. */
    private record Found(Rule rule, MatchResult match, boolean closes) {}

    public static Grammar read() {
        try (JsonParser json = new JsonFactory().createParser(FILE.toFile())) {
            json.nextToken();
            return new Grammar(rule(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(JsonParser json) throws IOException {
        Rule rule = new Rule();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            switch (key) {
                case "patterns" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        rule.patterns.add(rule(json));
                    }
                }
                case "repository" -> {
                    while (json.nextToken() != JsonToken.END_OBJECT) {
                        String name = json.currentName();
                        json.nextToken();
                        rule.repository.put(name, rule(json));
                    }
                }
                case "captures", "beginCaptures" -> {
                    while (json.nextToken() != JsonToken.END_OBJECT) {
                        int group = Integer.parseInt(json.currentName());
                        json.nextToken();
                        rule.captures.put(group, rule(json).name());
                    }
                }
                default -> {
                    if (value == JsonToken.VALUE_STRING) {
                        rule.texts.put(key, json.getText());
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
        return rule;
    }

    /** All regular expressions, compiled. */
    public List<Pattern> expressions() {
        return flat(root)
                .flatMap(rule -> Stream.concat(Stream.of(rule), rule.patterns.stream()))
                .flatMap(rule -> Stream.concat(rule.start().stream(), rule.end().stream()))
                .toList();
    }

    /** What a word is in a text, or "none". */
    public String scopeOf(String word, String text) {
        return scoped(text).stream()
                .filter(piece -> piece.text().equals(word))
                .map(Scoped::scope)
                .findFirst()
                .orElse("none");
    }

    /** The pieces of a text that have a scope. */
    public List<Scoped> scoped(String text) {
        List<Scoped> pieces = new ArrayList<>();
        Rule open = root;
        for (String line : text.lines().toList()) {
            open = line(line, open, pieces);
        }
        return pieces;
    }

    /** Adds the pieces of a line, and returns the rule that is open behind it. */
    private Rule line(String line, Rule before, List<Scoped> pieces) {
        Rule open = before;
        int from = 0;
        Optional<Found> next = first(open, line, 0);
        while (next.isPresent()) {
            Found found = next.get();
            int end = found.match.end();
            found.rule.captures.forEach((group, scope) -> {
                if (!found.closes) {
                    pieces.add(new Scoped(found.match.group(group), scope));
                }
            });
            if (found.closes) {
                add(line.substring(from, end), open, pieces);
                open = root;
            } else if (found.rule.end().isPresent()) {
                from = found.match.start();
                open = found.rule;
            } else {
                add(found.match.group(), found.rule, pieces);
            }
            next = first(open, line, end);
        }
        if (open != root) {
            add(line.substring(from), open, pieces);
        }
        return open;
    }

    private static void add(String text, Rule rule, List<Scoped> pieces) {
        if (rule.name() != null && rule.patterns.isEmpty()) {
            pieces.add(new Scoped(text, rule.name()));
        }
    }

    /** What matches first from a place on while a rule is open: its end, or what may stand in it. */
    private Optional<Found> first(Rule open, String line, int at) {
        Stream<Found> ends = open.end().stream().flatMap(pattern -> found(open, pattern, true, line, at));
        Stream<Found> starts = open.patterns.stream()
                .flatMap(this::flat)
                .flatMap(rule -> rule.start().stream().flatMap(pattern -> found(rule, pattern, false, line, at)));
        return Stream.concat(ends, starts)
                .reduce((one, other) -> one.match.start() <= other.match.start() ? one : other);
    }

    private static Stream<Found> found(Rule rule, Pattern pattern, boolean closes, String line, int at) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find(at) ? Stream.of(new Found(rule, matcher.toMatchResult(), closes)) : Stream.empty();
    }

    /** The rules that a rule stands for: itself, or those that it includes or only groups. */
    private Stream<Rule> flat(Rule rule) {
        String include = rule.texts.get("include");
        if (include != null) {
            return flat(root.repository.get(include.substring(1)));
        }
        return rule.start().isPresent()
                ? Stream.of(rule)
                : rule.patterns.stream().flatMap(this::flat);
    }
}
