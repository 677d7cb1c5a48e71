#include "ui/generation/textdesk.h"

#include "core/base/linereader.h"
#include "core/generation/phraseshelf.h"
#include "core/generation/promptshelf.h"
#include "ui/generation/readornotify.h"
#include "ui/widgets/banner.h"

#include <QDir>
#include <QFileInfo>

namespace antiphon {

namespace {

constexpr int keepAfterMs = 500;
constexpr qint64 largestFile = 16 * 1024 * 1024;

Result<QList<TextVersion>> allOf(const Connection& connection, TextKind kind)
{
    return kind == TextKind::Prompt ? allPrompts(connection) : allPhrases(connection);
}

Result<TextVersion> saveAs(const Connection& connection, const Actor& actor, const TextVersion& wanted)
{
    return wanted.kind == TextKind::Prompt
               ? savePrompt(connection, actor, wanted.name, wanted.body, wanted.note)
               : savePhrases(connection, actor, wanted.name, wanted.body, wanted.note);
}

QString saveLabel(TextKind kind, const QString& name)
{
    return kind == TextKind::Prompt ? savePromptLabel(name) : savePhrasesLabel(name);
}

} // namespace

TextDesk::TextDesk(const WorkspaceContext& context, TextKind kind, QObject* parent)
    : QObject(parent), m_context(context), m_kind(kind)
{
    m_inHand.version = 0;
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(keepAfterMs);
    connect(&m_keepTimer, &QTimer::timeout, this, &TextDesk::keepDraft);
    connect(&context.session, &ProjectSession::changed, this, &TextDesk::reload);
    reload();
}

TextDesk::~TextDesk()
{
    if (m_keepTimer.isActive())
        keepDraft();
}

void TextDesk::reload()
{
    readOrNotify<QList<TextVersion>>(
        m_context, this, [kind = m_kind](const Connection& connection) { return allOf(connection, kind); },
        [this](QList<TextVersion> versions) { adopt(std::move(versions)); },
        QStringLiteral("generation.texts.%1").arg(textKindWord(m_kind)));
}

void TextDesk::adopt(QList<TextVersion> versions)
{
    m_versions = std::move(versions);
    Q_EMIT listChanged();
    const QString label = m_wanted.isEmpty() ? m_inHand.label() : m_wanted;
    const auto named = [this](const auto& fits) {
        return std::find_if(m_versions.cbegin(), m_versions.cend(), fits);
    };
    auto found = named([&](const TextVersion& each) { return each.label() == label; });
    if (found == m_versions.cend()) // it was taken back, or nothing was in hand
        found = named([this](const TextVersion& each) { return each.name == m_inHand.name; });
    if (found == m_versions.cend())
        found = named([this](const TextVersion& each) {
            return each.name ==
                   (m_kind == TextKind::Prompt ? QStringLiteral("whole-dialogue") : QStringLiteral("en"));
        });
    if (found == m_versions.cend() || found->label() == m_inHand.label())
        return;
    m_wanted.clear();
    take(*found);
}

void TextDesk::open(const QString& label)
{
    for (const TextVersion& version : std::as_const(m_versions)) {
        if (version.label() == label && label != m_inHand.label()) {
            take(version);
            return;
        }
    }
    if (label != m_inHand.label())
        m_wanted = label;
}

// Shows what was typed on that version before, where something is kept.
void TextDesk::take(const TextVersion& version)
{
    if (m_keepTimer.isActive())
        keepDraft();
    m_inHand = version;
    show(QString::fromUtf8(version.body));
    m_context.session.read<std::optional<QByteArray>>(
        this,
        [kind = m_kind, label = version.label()](const Connection& connection) {
            return textDraft(connection, kind, label);
        },
        [this, label = version.label()](const Result<std::optional<QByteArray>>& draft) {
            if (draft && *draft && label == m_inHand.label() && !isChanged())
                show(QString::fromUtf8(**draft));
        },
        QStringLiteral("generation.texts.draft.%1").arg(textKindWord(m_kind)));
}

void TextDesk::show(const QString& text)
{
    m_text = text;
    judge();
    Q_EMIT opened();
    Q_EMIT textChanged();
}

void TextDesk::type(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    judge();
    m_keepTimer.start();
    Q_EMIT textChanged();
}

void TextDesk::judge()
{
    m_fault.reset();
    m_prompt.reset();
    const QByteArray body = m_text.toUtf8();
    if (m_kind == TextKind::Prompt) {
        auto prompt = parsePrompt(m_inHand.name, body);
        if (prompt)
            m_prompt = std::move(*prompt);
        else
            m_fault = prompt.error();
    } else if (const auto book = parsePhraseBook(body, m_inHand.name); !book) {
        m_fault = book.error();
    }
}

void TextDesk::keepDraft()
{
    m_keepTimer.stop();
    if (m_inHand.version == 0)
        return;
    m_context.session.edit(tr("Keep what is written"),
                           [kind = m_kind, label = m_inHand.label(), body = m_text.toUtf8(),
                            changed = isChanged()](const Connection& connection) {
                               return changed ? keepTextDraft(connection, kind, label, body)
                                              : dropTextDraft(connection, kind, label);
                           });
}

void TextDesk::save(const QString& name, const QString& note)
{
    if (m_fault)
        return;
    m_keepTimer.stop();
    TextVersion wanted;
    wanted.kind = m_kind;
    wanted.name = name.trimmed();
    wanted.note = note;
    wanted.body = m_text.toUtf8();
    const auto saved = std::make_shared<QString>();
    m_context.session.edit(
        saveLabel(m_kind, wanted.name),
        [wanted, saved, from = m_inHand.label(),
         actor = m_context.session.actor()](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const TextVersion version, saveAs(connection, actor, wanted));
            *saved = version.label();
            return dropTextDraft(connection, wanted.kind, from);
        },
        this,
        [this, saved](const Result<void>& done) {
            if (!done)
                return; // everybody is told
            m_wanted = *saved;
            reload();
            Q_EMIT savedAs(*saved);
        });
}

void TextDesk::revert()
{
    show(QString::fromUtf8(m_inHand.body));
    keepDraft();
}

void TextDesk::remove()
{
    if (m_inHand.isShipped())
        return;
    m_context.session.edit(
        m_kind == TextKind::Prompt ? removePromptLabel(m_inHand.label())
                                   : tr("Remove phrases %1").arg(m_inHand.label()),
        [id = m_inHand.id](const Connection& connection) { return removeTextVersion(connection, id); });
}

void TextDesk::importFile(QWidget* window)
{
    const FileQuestion question{m_kind == TextKind::Prompt ? tr("Import a prompt") : tr("Import phrases"),
                                {},
                                m_kind == TextKind::Prompt ? tr("Prompt (*.txt);;All files (*)")
                                                           : tr("Phrases (*.json);;All files (*)")};
    m_context.files.open(window, question, [this](const QString& path) {
        auto text = readWholeFile(path, largestFile);
        if (!text) {
            m_context.notify(noticeOf(text.error()));
            return;
        }
        TextVersion wanted;
        wanted.kind = m_kind;
        wanted.name = QFileInfo(path).completeBaseName();
        wanted.note = tr("from %1").arg(QFileInfo(path).fileName());
        wanted.body = *text;
        const auto saved = std::make_shared<QString>();
        m_context.session.edit(
            saveLabel(m_kind, wanted.name),
            [wanted, saved, actor = m_context.session.actor()](const Connection& connection) -> Result<void> {
                ANTIPHON_TRY_ASSIGN(const TextVersion version, saveAs(connection, actor, wanted));
                *saved = version.label();
                return {};
            },
            this,
            [this, saved](const Result<void>& done) {
                if (done) {
                    m_wanted = *saved;
                    reload();
                }
            });
    });
}

void TextDesk::exportFile(QWidget* window)
{
    const QString ending = m_kind == TextKind::Prompt ? QStringLiteral(".txt") : QStringLiteral(".json");
    const FileQuestion question{m_kind == TextKind::Prompt ? tr("Export the prompt")
                                                           : tr("Export the phrases"),
                                m_inHand.name + ending,
                                {}};
    m_context.files.save(window, question, [this](const QString& path) {
        const auto written = writeWholeFile(path, m_text.toUtf8());
        m_context.notify(written ? Notice{NoticeKind::Done, tr("Wrote %1").arg(path)}
                                 : noticeOf(written.error()));
    });
}

void TextDesk::exportAll(QWidget* window)
{
    const FileQuestion question{tr("A folder for all prompts"), {}, {}};
    m_context.files.folder(window, question, [this](const QString& folder) {
        m_context.session.read<QList<PromptFile>>(
            this, [](const Connection& connection) { return promptFiles(connection); },
            [this, folder](const Result<QList<PromptFile>>& files) {
                Result<void> written = files ? Result<void>() : fail(files.error());
                for (qsizetype i = 0; written && i < files->size(); ++i)
                    written = writeWholeFile(QDir(folder).filePath(files->at(i).name), files->at(i).text);
                m_context.notify(
                    written ? Notice{NoticeKind::Done,
                                     tr("Wrote %1 prompts to %2").arg(QString::number(files->size()), folder)}
                            : noticeOf(written.error()));
            });
    });
}

} // namespace antiphon
