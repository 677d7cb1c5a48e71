// CSV with one turn a row. The rows of a dialogue stand together.
#include "core/base/csvfile.h"
#include "core/corpus/linerecords.h"

namespace antiphon {

namespace {

struct Places
{
    qsizetype dialogue = -1, role = -1, text = -1, position = -1;
};

struct PlacedTurn
{
    qint64 position = 0;
    Turn turn;
};

class TurnTable : public CorpusReader
{
public:
    TurnTable(CsvReader rows, Places places, QHash<QString, Role> roles)
        : m_rows(std::move(rows)), m_places(places), m_roles(std::move(roles))
    {
    }

    Result<std::optional<CorpusRecord>> next() override;
    qint64 bytesRead() const override { return m_rows.bytesRead(); }
    qint64 bytesTotal() const override { return m_rows.bytesTotal(); }

private:
    void take(const CsvRow& row);
    Result<PlacedTurn> turnOf(const CsvRow& row) const;
    Result<std::optional<CorpusRecord>> finishDialogue();

    CsvReader m_rows;
    Places m_places;
    QHash<QString, Role> m_roles;
    std::optional<CsvRow> m_ahead; // the first row of the next dialogue
    QString m_id;                  // of the dialogue under way
    qint64 m_line = 0;
    QList<PlacedTurn> m_turns;
    std::optional<Error> m_fault; // the first fault in the dialogue under way
};

Result<std::optional<CorpusRecord>> TurnTable::next()
{
    bool open = false;
    if (const auto row = std::exchange(m_ahead, {})) {
        take(*row);
        open = true;
    }
    for (;;) {
        auto row = m_rows.next();
        if (!row) {
            // The dialogue in which the line stands lacks a turn now; it is refused with the line's fault.
            if (!isRowFault(row.error()) || !open)
                return fail(row.error());
            m_fault = m_fault ? m_fault : std::optional(row.error());
            continue;
        }
        if (!*row)
            return open ? finishDialogue() : std::optional<CorpusRecord>();
        const QString id = (*row)->fields.value(m_places.dialogue);
        if (open && id != m_id) {
            m_ahead = std::move(**row);
            return finishDialogue();
        }
        take(**row);
        open = true;
    }
}

void TurnTable::take(const CsvRow& row)
{
    if (m_turns.isEmpty() && !m_fault) {
        m_id = row.fields.value(m_places.dialogue);
        m_line = row.line;
    }
    auto turn = turnOf(row);
    if (turn)
        m_turns << std::move(*turn);
    else if (!m_fault)
        m_fault = Error{turn.error().code, m_rows.path(), row.line, turn.error().detail};
}

Result<PlacedTurn> TurnTable::turnOf(const CsvRow& row) const
{
    const Places& at = m_places;
    if (row.fields.size() <= std::max({at.dialogue, at.role, at.text, at.position}))
        return rowFault(QStringLiteral("the row has fewer fields than the header"));
    if (row.fields[at.dialogue].isEmpty())
        return rowFault(QStringLiteral("the row names no dialogue"));
    PlacedTurn placed;
    const QString role = row.fields[at.role].trimmed().toLower();
    if (const auto named = m_roles.constFind(role); named != m_roles.cend()) {
        placed.turn.role = *named;
    } else {
        ANTIPHON_TRY_ASSIGN(placed.turn.role, roleFromText(role));
    }
    placed.turn.text = cleanText(row.fields[at.text].toStdString());
    placed.position = m_turns.size();
    if (at.position >= 0) {
        bool ok = false;
        placed.position = row.fields[at.position].trimmed().toLongLong(&ok);
        if (!ok)
            return rowFault(QStringLiteral("the position is no whole number"));
    }
    return placed;
}

Result<std::optional<CorpusRecord>> TurnTable::finishDialogue()
{
    QList<PlacedTurn> turns = std::exchange(m_turns, {});
    if (const auto fault = std::exchange(m_fault, {}))
        return fail(*fault);
    const auto before = [](const PlacedTurn& a, const PlacedTurn& b) { return a.position < b.position; };
    std::stable_sort(turns.begin(), turns.end(), before);
    const auto same = [](const PlacedTurn& a, const PlacedTurn& b) { return a.position == b.position; };
    if (std::adjacent_find(turns.begin(), turns.end(), same) != turns.end())
        return fail(Error{ErrorCode::WrongFormat, m_rows.path(), m_line,
                          QStringLiteral("two turns of the dialogue have the same position")});
    CorpusRecord record;
    record.dialogue.externalId = m_id;
    for (PlacedTurn& placed : turns)
        record.dialogue.turns << std::move(placed.turn);
    record.line = m_line;
    return std::optional(std::move(record));
}

} // namespace

Result<std::unique_ptr<CorpusReader>> openTurnTable(const QString& path, const TurnColumns& columns)
{
    ANTIPHON_TRY_ASSIGN(CsvReader rows, CsvReader::open(path));
    ANTIPHON_TRY_ASSIGN(const auto header, rows.next());
    const QStringList names = header ? header->fields : QStringList();
    const Places places{names.indexOf(columns.dialogue), names.indexOf(columns.role),
                        names.indexOf(columns.text), names.indexOf(columns.position)};
    for (const auto& [place, name] :
         {std::pair(places.dialogue, columns.dialogue), std::pair(places.role, columns.role),
          std::pair(places.text, columns.text)}) {
        if (place < 0)
            return fail(Error{ErrorCode::MissingColumn, path, 1,
                              QStringLiteral("there is no column \"%1\"").arg(name)});
    }
    return std::unique_ptr<CorpusReader>(std::make_unique<TurnTable>(std::move(rows), places, columns.roles));
}

} // namespace antiphon
