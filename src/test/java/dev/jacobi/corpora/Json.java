package dev.jacobi.corpora;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object, read by field and type. A field that is missing or of another type is an error, unless asked for with {@link #has}. */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(64 << 20).build())
            .build();

    private final Map<?, ?> fields;

    private Json(Map<?, ?> fields) {
        this.fields = fields;
    }

    static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return new Json((Map<?, ?>) read(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    boolean has(String field) {
        return fields.get(field) != null;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    private Object get(String field) {
        Object value = fields.get(field);
        if (value == null) {
            throw new AssertionError("no field '" + field + "' in " + fields.keySet());
        }
        return value;
    }

    String text(String field) {
        return (String) get(field);
    }

    List<String> texts(String field) {
        return ((List<?>) get(field)).stream().map(String.class::cast).toList();
    }

    /** An array of arrays of numbers. */
    double[][] numbers(String field) {
        return ((List<?>) get(field))
                .stream()
                        .map(row -> ((List<?>) row)
                                .stream()
                                        .mapToDouble(number -> Double.parseDouble((String) number))
                                        .toArray())
                        .toArray(double[][]::new);
    }

    Json object(String field) {
        return new Json((Map<?, ?>) get(field));
    }

    /** The objects of an array; none where the field is missing. */
    List<Json> objects(String field) {
        return has(field)
                ? ((List<?>) get(field))
                        .stream().map(o -> new Json((Map<?, ?>) o)).toList()
                : List.of();
    }

    /** An array of pairs of texts, in order. */
    Map<String, String> pairs(String field) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Object pair : (List<?>) get(field)) {
            List<?> both = (List<?>) pair;
            if (pairs.put((String) both.get(0), (String) both.get(1)) != null) {
                throw new AssertionError("'" + both.get(0) + "' comes twice in " + field);
            }
        }
        return pairs;
    }

    /** The fields of an object whose values are texts; none where the field is missing. */
    Map<String, String> textsByName(String field) {
        return has(field) ? object(field).texts() : Map.of();
    }

    /** All fields, which must be texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> texts.put((String) name, (String) value));
        return texts;
    }
}
