#include "core/corpus/linerecords.h"

namespace antiphon {

namespace {

class JsonLines : public CorpusReader
{
public:
    JsonLines(LineReader lines, std::function<Result<CorpusRecord>(const JsonObject&)> convert)
        : m_lines(std::move(lines)), m_convert(std::move(convert))
    {
    }

    Result<std::optional<CorpusRecord>> next() override
    {
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const auto line, m_lines.next());
            if (!line)
                return std::optional<CorpusRecord>();
            if (line->find_first_not_of(" \t") == std::string_view::npos)
                continue;
            auto record = convert(*line);
            if (!record) {
                Error error = record.error();
                error.subject = m_lines.path();
                error.line = m_lines.lineNumber();
                return fail(std::move(error));
            }
            record->line = m_lines.lineNumber();
            return std::optional(std::move(*record));
        }
    }
    qint64 bytesRead() const override { return m_lines.bytesRead(); }
    qint64 bytesTotal() const override { return m_lines.bytesTotal(); }

private:
    Result<CorpusRecord> convert(std::string_view line)
    {
        ANTIPHON_TRY_ASSIGN(const JsonElement element, parseJson(m_parser, line));
        JsonObject object;
        if (element.get(object) != simdjson::SUCCESS)
            return rowFault(QStringLiteral("the line holds no JSON object"));
        return m_convert(object);
    }

    LineReader m_lines;
    simdjson::dom::parser m_parser;
    std::function<Result<CorpusRecord>(const JsonObject&)> m_convert;
};

} // namespace

std::unique_ptr<CorpusReader> readLines(LineReader lines,
                                        std::function<Result<CorpusRecord>(const JsonObject&)> convert)
{
    return std::make_unique<JsonLines>(std::move(lines), std::move(convert));
}

} // namespace antiphon
