#include "core/base/csvfile.h"
#include "core/coding/codebookfile.h"

#include <QBitArray>

namespace antiphon {

namespace {

const QStringList& columns()
{
    static const QStringList names{QStringLiteral("facet"),      QStringLiteral("category"),
                                   QStringLiteral("code"),       QStringLiteral("key"),
                                   QStringLiteral("definition"), QStringLiteral("include"),
                                   QStringLiteral("exclude"),    QStringLiteral("examples"),
                                   QStringLiteral("colour"),     QStringLiteral("codable")};
    return names;
}

// The fields of a row by the names of their columns.
class NamedRow
{
public:
    NamedRow(const QStringList& header, const CsvRow& row) : m_header(header), m_row(row) {}
    QString operator()(const char* name) const
    {
        return m_row.fields.value(m_header.indexOf(QLatin1String(name)));
    }

private:
    const QStringList& m_header;
    const CsvRow& m_row;
};

Result<CodebookEntry> entryOf(const NamedRow& field, const QString& path, qint64 line)
{
    const auto facet = facetFromWord(field("facet").trimmed());
    if (!facet)
        return fail(Error{
            ErrorCode::InvalidValue, path, line,
            QStringLiteral("the facet is intent, action, attribute or free, not '%1'").arg(field("facet"))});
    CodebookEntry entry;
    entry.category = field("category").trimmed();
    entry.code.facet = *facet;
    entry.code.name = field("code").trimmed();
    entry.code.shortcut = field("key").trimmed();
    entry.code.definition = field("definition");
    entry.code.includes = field("include");
    entry.code.excludes = field("exclude");
    entry.code.examples = field("examples").split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    bool hasColour = false;
    const int colour = field("colour").toInt(&hasColour);
    entry.code.colour = hasColour ? colour : -1;
    entry.code.codable = field("codable").trimmed() != QLatin1String("0");
    return entry;
}

// The entries of a file in an order in which each stands behind the one that it lies in.
class CategoriesFirst
{
public:
    explicit CategoriesFirst(const QList<CodebookEntry>& entries) : m_entries(entries), m_done(entries.size())
    {
        for (qsizetype i = 0; i < entries.size(); ++i)
            add(i);
    }
    const QList<CodebookEntry>& ordered() const { return m_ordered; }

private:
    void add(qsizetype at)
    {
        if (m_done.testBit(at))
            return;
        m_done.setBit(at); // before what it lies in, so that a knot ends
        const CodebookEntry& entry = m_entries[at];
        if (const qsizetype own = find(m_entries, entry); own >= 0)
            add(own);
        else if (!entry.category.isEmpty() && find(m_ordered, entry) < 0)
            addCategory(entry);
        m_ordered << entry;
    }
    // A category without a line of its own.
    void addCategory(const CodebookEntry& entry)
    {
        CodebookEntry category;
        category.code.facet = entry.code.facet;
        category.code.name = entry.category;
        category.code.codable = false;
        category.code.colour = -1;
        m_ordered << category;
    }
    // Where what the entry lies in stands; -1: nowhere.
    static qsizetype find(const QList<CodebookEntry>& entries, const CodebookEntry& entry)
    {
        const auto found = std::find_if(entries.begin(), entries.end(), [&](const CodebookEntry& other) {
            return other.code.facet == entry.code.facet && other.code.name == entry.category;
        });
        return entry.category.isEmpty() || found == entries.end() ? -1 : found - entries.begin();
    }

    const QList<CodebookEntry>& m_entries;
    QBitArray m_done;
    QList<CodebookEntry> m_ordered;
};

} // namespace

Result<void> finishCodebook(QList<CodebookEntry>& entries, const QString& subject)
{
    std::map<Facet, int> places;
    QSet<QString> names;
    for (CodebookEntry& entry : entries) {
        if (entry.code.name.isEmpty())
            return fail(ErrorCode::InvalidValue, subject, QStringLiteral("a code has no name"));
        const QString name = QStringLiteral("%1:%2").arg(facetWord(entry.code.facet), entry.code.name);
        if (names.contains(name))
            return fail(ErrorCode::AlreadyExists, name);
        names.insert(name);
        entry.code.position = places[entry.code.facet]++;
        if (entry.code.colour < 0)
            entry.code.colour = entry.code.position;
        entry.code.colour %= codeColours;
    }
    return {};
}

Result<QList<CodebookEntry>> readCodebookCsv(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(CsvReader reader, CsvReader::open(path));
    ANTIPHON_TRY_ASSIGN(const auto first, reader.next());
    QStringList header = first ? first->fields : QStringList();
    for (QString& name : header)
        name = name.trimmed() == QLatin1String("name") ? QStringLiteral("code") : name.trimmed();
    for (const char* needed : {"facet", "code"}) {
        if (!header.contains(QLatin1String(needed)))
            return fail(Error{ErrorCode::MissingColumn, path, 1, QLatin1String(needed)});
    }
    QList<CodebookEntry> entries;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const auto row, reader.next());
        if (!row)
            break;
        ANTIPHON_TRY_ASSIGN(const CodebookEntry entry, entryOf(NamedRow(header, *row), path, row->line));
        entries << entry;
    }
    QList<CodebookEntry> ordered = CategoriesFirst(entries).ordered();
    ANTIPHON_TRY(finishCodebook(ordered, path));
    return ordered;
}

QByteArray codebookCsv(const QList<Code>& codes)
{
    QHash<CodeId, QString> names;
    for (const Code& code : codes)
        names.insert(code.id, code.name);
    QByteArray csv = csvLine(columns());
    for (const Code& code : codes) {
        csv +=
            csvLine({facetWord(code.facet), names.value(code.parent), code.name, code.shortcut,
                     code.definition, code.includes, code.excludes, code.examples.join(QLatin1Char('\n')),
                     QString::number(code.colour), code.codable ? QStringLiteral("1") : QStringLiteral("0")});
    }
    return csv;
}

} // namespace antiphon
