#include "core/exchange/exchangerows.h"

#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "core/coding/theorystore.h"

namespace antiphon {

namespace {

// Whether the error says that a thing does not fit here, not that writing failed.
bool isRefusal(const Error& error)
{
    return error.code == ErrorCode::NotPossible || error.code == ErrorCode::InvalidValue ||
           error.code == ErrorCode::NotFound || error.code == ErrorCode::AlreadyExists;
}

class RowWriter
{
public:
    RowWriter(const Connection& connection, const ExchangeProject& project, ExchangeIds& ids,
              ExchangeWritten& written)
        : m_connection(connection), m_project(project), m_ids(ids), m_written(written)
    {
    }

    Result<void> run()
    {
        ANTIPHON_TRY(coders());
        ANTIPHON_TRY(codes());
        ANTIPHON_TRY(references());
        ANTIPHON_TRY(theory());
        ANTIPHON_TRY(codings());
        ANTIPHON_TRY(memos());
        ANTIPHON_TRY(comparisons());
        for (auto told = m_refusals.cbegin(); told != m_refusals.cend(); ++told)
            lose(QStringLiteral("%1 codings: %2").arg(QString::number(told.value()), told.key()));
        if (m_repeated > 0)
            tell(QStringLiteral("%1 codings that say the same as others").arg(m_repeated));
        return {};
    }

private:
    void lose(const QString& item) { m_written.losses << ExchangeLoss{item, false}; }
    void tell(const QString& item) { m_written.losses << ExchangeLoss{item, true}; }
    // Refusals are told with what they are about; other errors are passed on.
    Result<void> orTold(const Result<void>& done, const QString& what)
    {
        if (done || !isRefusal(done.error()))
            return done;
        lose(QStringLiteral("%1: %2").arg(what, errorSentence(done.error())));
        return {};
    }

    Result<void> coders()
    {
        for (const Coder& coder : m_project.coders) {
            ANTIPHON_TRY_ASSIGN(const auto there, coderByName(m_connection, coder.name));
            if (there) {
                m_ids.set(coder.id, there->id);
                continue;
            }
            ANTIPHON_TRY_ASSIGN(const CoderId id, m_ids.take(ExchangedKind::Coder, coder.id));
            ANTIPHON_TRY(ensureCoder(m_connection, coder.name, id));
            ++m_written.coders;
        }
        return {};
    }

    Result<void> codes()
    {
        ANTIPHON_TRY_ASSIGN(QList<Code> known, readCodes(m_connection));
        for (const Code& code : m_project.codes) {
            const auto there = std::find_if(known.cbegin(), known.cend(), [&](const Code& other) {
                return other.facet == code.facet && other.name == code.name;
            });
            if (there != known.cend()) {
                m_ids.set(code.id, there->id);
                if (there->definition != code.definition || there->codable != code.codable)
                    tell(
                        QStringLiteral("the code \"%1\" was here already and stays as it is").arg(code.name));
                continue;
            }
            ANTIPHON_TRY_ASSIGN(const Code added, addedCode(known, code));
            known << added;
            m_newCodes.insert(added.id);
        }
        m_written.codes = m_newCodes.size();
        return {};
    }
    Result<Code> addedCode(const QList<Code>& known, Code code)
    {
        ANTIPHON_TRY_ASSIGN(const CodeId id, m_ids.take(ExchangedKind::Code, code.id));
        code.id = id;
        code.parent = m_ids.at(code.parent);
        if (!code.shortcut.isEmpty() && (!isCodeKey(code.shortcut) || keyRival(known, code))) {
            lose(QStringLiteral("the key %1 of the code \"%2\"").arg(code.shortcut, code.name));
            code.shortcut.clear();
        }
        ANTIPHON_TRY(addCode(m_connection, code));
        return code;
    }

    Result<void> references()
    {
        if (m_project.references.isEmpty())
            return {};
        ANTIPHON_TRY_ASSIGN(const Codebook before, readCodebook(m_connection));
        Codebook after = before;
        for (CodeReference reference : m_project.references) {
            reference.code = m_ids.at(reference.code);
            reference.parent = m_ids.at(reference.parent);
            const bool there = std::any_of(
                after.references.cbegin(), after.references.cend(), [&](const CodeReference& other) {
                    return other.code == reference.code && other.parent == reference.parent;
                });
            const bool known = codeIn(after.codes, reference.code) && codeIn(after.codes, reference.parent);
            if (there || !known || isWithin(after, reference.parent, reference.code))
                continue;
            ANTIPHON_TRY_ASSIGN(const CodeReferenceId id, m_ids.take(ExchangedKind::Reference, reference.id));
            reference.id = id;
            after.references << reference;
        }
        return writeCodebook(m_connection, before, after);
    }

    Result<void> theory()
    {
        for (const CodeRelation& relation : m_project.theory.relations)
            ANTIPHON_TRY(orTold(addRelationHere(relation), QStringLiteral("a relation of codes")));
        for (const CodeProperty& property : m_project.theory.properties)
            ANTIPHON_TRY(
                orTold(addPropertyHere(property), QStringLiteral("the property %1").arg(property.name)));
        for (const CanvasPlace& place : m_project.theory.places) {
            if (m_newCodes.contains(m_ids.at(place.code)))
                ANTIPHON_TRY(orTold(pinCode(m_connection, {m_ids.at(place.code), place.x, place.y}),
                                    QStringLiteral("a place on the canvas")));
        }
        if (!m_project.theory.core)
            return {};
        const CodeId core = m_ids.at(*m_project.theory.core);
        ANTIPHON_TRY_ASSIGN(const Theory here, readTheory(m_connection));
        if (here.core && *here.core != core)
            lose(QStringLiteral("the core category: the project has another one"));
        else
            ANTIPHON_TRY(orTold(setCoreCategory(m_connection, core), QStringLiteral("the core category")));
        return {};
    }
    Result<void> addRelationHere(CodeRelation relation)
    {
        relation.source = m_ids.at(relation.source);
        relation.target = m_ids.at(relation.target);
        ANTIPHON_TRY_ASSIGN(relation.id, m_ids.take(ExchangedKind::Relation, relation.id));
        ANTIPHON_TRY(addRelation(m_connection, relation));
        return {};
    }
    Result<void> addPropertyHere(CodeProperty property)
    {
        property.code = m_ids.at(property.code);
        ANTIPHON_TRY_ASSIGN(property.id, m_ids.take(ExchangedKind::Property, property.id));
        ANTIPHON_TRY(addProperty(m_connection, property));
        return m_newCodes.contains(property.code) ? changeProperty(m_connection, property) : Result<void>();
    }

    Result<void> codings()
    {
        ANTIPHON_TRY_ASSIGN(CodingWriter writer, CodingWriter::open(m_connection));
        for (const Dialogue& dialogue : m_project.dialogues) {
            const QList<Coding> codings = m_project.codings.value(dialogue.id);
            for (const Coding& coding : codings)
                ANTIPHON_TRY(addCodingHere(writer, coding));
        }
        return {};
    }
    Result<void> addCodingHere(CodingWriter& writer, Coding coding)
    {
        if (!m_ids.has(coding.coder)) {
            ++m_refusals[QStringLiteral("their coder is not in the file")];
            return {};
        }
        coding.code = m_ids.at(coding.code);
        coding.coder = m_ids.at(coding.coder);
        coding.target.dialogue = m_ids.at(coding.target.dialogue);
        if (coding.target.turn)
            coding.target.turn = m_ids.at(*coding.target.turn);
        ANTIPHON_TRY_ASSIGN(coding.id, m_ids.take(ExchangedKind::Coding, coding.id));
        const auto added = writer.add(coding);
        if (added) {
            ++(*added ? m_written.codings : m_repeated);
            return {};
        }
        if (!isRefusal(added.error()))
            return fail(added.error());
        ++m_refusals[errorSentence(added.error())];
        return {};
    }

    MemoAnchor here(MemoAnchor anchor) const
    {
        anchor.id = m_ids.at(anchor.id);
        return anchor;
    }
    // Lists have the newest first, and of the same time the one that was written last.
    Result<void> memos()
    {
        for (auto sheet = m_project.memos.crbegin(); sheet != m_project.memos.crend(); ++sheet) {
            const Memo& memo = sheet->listed.memo;
            ANTIPHON_TRY(orTold(addMemoHere(memo),
                                QStringLiteral("the memo \"%1\"").arg(memoHeading(memo.title, memo.text))));
        }
        for (const MemoSheet& sheet : m_project.memos) {
            const MemoId memo = m_ids.at(sheet.listed.memo.id);
            for (const MemoLink& link : sheet.evidence)
                ANTIPHON_TRY(orTold(linkHere(memo, link), QStringLiteral("evidence of a memo")));
        }
        return {};
    }
    Result<void> addMemoHere(Memo memo)
    {
        if (!m_ids.has(memo.coder))
            return fail(ErrorCode::NotFound, QStringLiteral("its coder"));
        memo.target = m_ids.at(memo.target);
        memo.coder = m_ids.at(memo.coder);
        ANTIPHON_TRY_ASSIGN(memo.id, m_ids.take(ExchangedKind::Memo, memo.id));
        ANTIPHON_TRY(addMemo(m_connection, memo));
        ++m_written.memos;
        return {};
    }
    Result<void> linkHere(MemoId memo, const MemoLink& link)
    {
        ANTIPHON_TRY(linkMemo(m_connection, memo, here(link.place.anchor)));
        return {};
    }

    Result<void> comparisons()
    {
        for (Comparison comparison : m_project.comparisons) {
            if (!m_ids.has(comparison.against))
                comparison.against = {};
            if (!m_ids.has(comparison.turn) || !m_ids.has(comparison.code) || !m_ids.has(comparison.coder)) {
                lose(QStringLiteral("a verdict on what is not in the file"));
                continue;
            }
            comparison.turn = m_ids.at(comparison.turn);
            comparison.against = m_ids.at(comparison.against);
            comparison.code = m_ids.at(comparison.code);
            comparison.coder = m_ids.at(comparison.coder);
            ANTIPHON_TRY_ASSIGN(comparison.id, m_ids.take(ExchangedKind::Comparison, comparison.id));
            ANTIPHON_TRY(orTold(giveVerdict(m_connection, comparison), QStringLiteral("a verdict")));
        }
        return {};
    }

    const Connection& m_connection;
    const ExchangeProject& m_project;
    ExchangeIds& m_ids;
    ExchangeWritten& m_written;
    QSet<CodeId> m_newCodes;
    QMap<QString, qint64> m_refusals;
    qint64 m_repeated = 0;
};

} // namespace

Result<void> writeExchangeRows(const Connection& connection, const ExchangeProject& project, ExchangeIds& ids,
                               ExchangeWritten& written)
{
    return RowWriter(connection, project, ids, written).run();
}

} // namespace antiphon
