// LP-MusicDialog in its three shapes: lines with a conversation each, JSON lists, tables with a Python
// literal.
#include "core/base/csvfile.h"
#include "core/corpus/jsonlistreader.h"
#include "core/corpus/linerecords.h"
#include "core/corpus/lprecord.h"

#include <QFileInfo>

namespace antiphon {

namespace {

// Lists of turns, lists of lists of turns, and lists of records.
class LpList : public CorpusReader
{
public:
    LpList(QString path, JsonListReader items) : m_path(std::move(path)), m_items(std::move(items)) {}

    Result<std::optional<CorpusRecord>> next() override
    {
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const auto item, m_items.next());
            if (!item)
                return std::optional<CorpusRecord>();
            if (item->endOfList) {
                if (m_turns.isEmpty() && !m_fault)
                    continue;
                return finishList();
            }
            auto record = recordOf(item->text, item->line);
            if (!record)
                return fail(placed(record.error(), item->line));
            if (*record)
                return record;
        }
    }
    qint64 bytesRead() const override { return m_items.bytesRead(); }
    qint64 bytesTotal() const override { return m_items.bytesTotal(); }

private:
    Error placed(Error error, qint64 line) const
    {
        error.subject = m_path;
        error.line = line;
        return error;
    }

    // A whole dialogue, or nothing when the item is a turn, which is kept until its list ends.
    Result<std::optional<CorpusRecord>> recordOf(std::string_view text, qint64 line)
    {
        ANTIPHON_TRY_ASSIGN(const JsonElement element, parseJson(m_parser, text));
        JsonObject object;
        CorpusRecord record;
        if (element.get(object) != simdjson::SUCCESS) {
            ANTIPHON_TRY_ASSIGN(record.dialogue.turns, conversationFromLp(element));
        } else if (object.at_key("role").error() == simdjson::SUCCESS) {
            keepTurn(element, line);
            return std::optional<CorpusRecord>();
        } else {
            ANTIPHON_TRY_ASSIGN(record, recordFromLp(object));
        }
        record.line = line;
        return std::optional(std::move(record));
    }

    void keepTurn(const JsonElement& element, qint64 line)
    {
        if (m_turns.isEmpty() && !m_fault)
            m_firstLine = line;
        auto turn = turnFromLp(element);
        if (turn)
            m_turns << std::move(*turn);
        else if (!m_fault)
            m_fault = placed(turn.error(), line);
    }

    Result<std::optional<CorpusRecord>> finishList()
    {
        const QList<Turn> turns = std::exchange(m_turns, {});
        ++m_lists;
        if (const auto fault = std::exchange(m_fault, {}))
            return fail(*fault);
        CorpusRecord record;
        record.dialogue.externalId = QFileInfo(m_path).completeBaseName();
        if (m_lists > 1)
            record.dialogue.externalId += QStringLiteral("-%1").arg(m_lists);
        record.dialogue.turns = turns;
        record.line = m_firstLine;
        return std::optional(std::move(record));
    }

    QString m_path;
    JsonListReader m_items;
    simdjson::dom::parser m_parser;
    QList<Turn> m_turns; // of a list of turns under way
    std::optional<Error> m_fault;
    qint64 m_firstLine = 0;
    int m_lists = 0;
};

class LpTable : public CorpusReader
{
public:
    LpTable(CsvReader rows, qsizetype id, qsizetype conversation)
        : m_rows(std::move(rows)), m_id(id), m_conversation(conversation)
    {
    }

    Result<std::optional<CorpusRecord>> next() override
    {
        ANTIPHON_TRY_ASSIGN(const auto row, m_rows.next());
        if (!row)
            return std::optional<CorpusRecord>();
        const auto faultHere = [&](const QString& detail) {
            return fail(Error{ErrorCode::WrongFormat, m_rows.path(), row->line, detail});
        };
        if (row->fields.size() <= std::max(m_id, m_conversation))
            return faultHere(QStringLiteral("the row has fewer fields than the header"));
        const QByteArray literal = row->fields[m_conversation].toUtf8();
        auto turns = conversationFromLp(
            std::string_view(literal.constData(), static_cast<std::size_t>(literal.size())));
        if (!turns)
            return faultHere(turns.error().detail);
        CorpusRecord record;
        record.dialogue.externalId = m_id < 0 ? QString() : row->fields[m_id];
        record.dialogue.turns = std::move(*turns);
        record.line = row->line;
        return std::optional(std::move(record));
    }
    qint64 bytesRead() const override { return m_rows.bytesRead(); }
    qint64 bytesTotal() const override { return m_rows.bytesTotal(); }

private:
    CsvReader m_rows;
    qsizetype m_id; // -1: the table has no such column
    qsizetype m_conversation;
};

} // namespace

Result<CorpusRecord> recordFromLp(const JsonObject& object)
{
    CorpusRecord record;
    ANTIPHON_TRY_ASSIGN(record.dialogue.externalId, textField(object, "id"));
    JsonElement conversation;
    if (object.at_key("conversation").get(conversation) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("the record has no \"conversation\""));
    ANTIPHON_TRY_ASSIGN(record.dialogue.turns, conversationFromLp(conversation));
    return record;
}

Result<std::unique_ptr<CorpusReader>> openLpList(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(JsonListReader items, JsonListReader::open(path));
    return std::unique_ptr<CorpusReader>(std::make_unique<LpList>(path, std::move(items)));
}

Result<std::unique_ptr<CorpusReader>> openLpTable(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(CsvReader rows, CsvReader::open(path));
    ANTIPHON_TRY_ASSIGN(const auto header, rows.next());
    const QStringList names = header ? header->fields : QStringList();
    const qsizetype conversation = names.indexOf(QStringLiteral("conversation"));
    if (conversation < 0)
        return fail(
            Error{ErrorCode::MissingColumn, path, 1, QStringLiteral("there is no column \"conversation\"")});
    return std::unique_ptr<CorpusReader>(
        std::make_unique<LpTable>(std::move(rows), names.indexOf(QStringLiteral("id")), conversation));
}

} // namespace antiphon
