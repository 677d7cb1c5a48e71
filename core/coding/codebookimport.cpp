#include "core/coding/codebookimport.h"

#include "core/coding/codestore.h"
#include "resources/resources.h"

#include <QFileInfo>

namespace antiphon {

namespace {

const Code* find(const QList<Code>& codes, Facet facet, const QString& name)
{
    for (const Code& code : codes) {
        if (code.facet == facet && code.name == name)
            return &code;
    }
    return nullptr;
}

bool has(const QList<Code>& codes, CodeId id)
{
    return std::any_of(codes.begin(), codes.end(), [id](const Code& code) { return code.id == id; });
}

void take(QString& text, const QString& newer)
{
    if (!newer.isEmpty())
        text = newer;
}

// `there` as the entry wants it.
Code merged(Code there, const CodebookEntry& entry, CodeId category)
{
    take(there.definition, entry.code.definition);
    take(there.includes, entry.code.includes);
    take(there.excludes, entry.code.excludes);
    take(there.shortcut, entry.code.shortcut);
    if (!entry.code.examples.isEmpty())
        there.examples = entry.code.examples;
    if (!category.isNull())
        there.parent = category;
    there.colour = entry.code.colour;
    return there;
}

} // namespace

Result<CodebookImport> mergeCodebook(const Connection& connection, const QList<CodebookEntry>& entries)
{
    ANTIPHON_TRY_ASSIGN(QList<Code> codes, readCodes(connection));
    CodebookImport result;
    for (const CodebookEntry& entry : entries) {
        const Code* category = find(codes, entry.code.facet, entry.category);
        const CodeId parent = category ? category->id : CodeId();
        const Code* there = find(codes, entry.code.facet, entry.code.name);
        Code wanted = there ? merged(*there, entry, parent) : entry.code;
        if (!there) {
            if (wanted.id.isNull() || has(codes, wanted.id))
                wanted.id = CodeId::create();
            wanted.parent = parent;
        }
        if (keyRival(codes, wanted))
            wanted.shortcut = there ? there->shortcut : QString();
        if (!there) {
            ANTIPHON_TRY(addCode(connection, wanted));
            codes << wanted;
            ++result.added;
        } else if (wanted == *there) {
            ++result.unchanged;
        } else {
            ANTIPHON_TRY(changeCode(connection, wanted));
            codes[there - codes.constData()] = wanted;
            ++result.changed;
        }
    }
    return result;
}

Result<CodebookImport> importCodebook(const Connection& connection, const Actor& actor, const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const auto entries, readCodebookFile(path));
    CodebookImport result;
    const QString label = QStringLiteral("Import codebook %1").arg(QFileInfo(path).fileName());
    ANTIPHON_TRY(EditHistory(connection).record(actor, label, [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(result, mergeCodebook(connection, entries));
        return {};
    }));
    return result;
}

Result<QList<CodebookEntry>> startingCodebook()
{
    return parseCodebookJson(resourceContent(QStringLiteral("codebook/starting.json")),
                             QStringLiteral("the starting codebook"));
}

Result<CodebookImport> addStartingCodebook(const Connection& connection, const Actor& actor)
{
    ANTIPHON_TRY_ASSIGN(const auto entries, startingCodebook());
    CodebookImport result;
    ANTIPHON_TRY(EditHistory(connection)
                     .record(actor, QStringLiteral("Add the starting codebook"), [&]() -> Result<void> {
                         ANTIPHON_TRY_ASSIGN(result, mergeCodebook(connection, entries));
                         return {};
                     }));
    return result;
}

Result<Code> ensureCode(const Connection& connection, Facet facet, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    if (const Code* there = find(codes, facet, name))
        return *there;
    Code code;
    code.id = CodeId::create();
    code.facet = facet;
    code.name = name;
    for (const Code& other : codes) {
        if (other.facet == facet)
            code.position = std::max(code.position, other.position + 1);
    }
    code.colour = code.position % codeColours;
    ANTIPHON_TRY(addCode(connection, code));
    return code;
}

} // namespace antiphon
