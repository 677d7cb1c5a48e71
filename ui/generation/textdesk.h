// The prompts or phrases of a project in the window: the list, the version in hand and what is typed.
#pragma once

#include "core/generation/prompt.h"
#include "core/generation/textversionstore.h"
#include "ui/shell/workspace.h"

#include <QTimer>

namespace antiphon {

class TextDesk : public QObject
{
    Q_OBJECT
public:
    TextDesk(const WorkspaceContext& context, TextKind kind, QObject* parent);
    ~TextDesk() override;

    const WorkspaceContext& context() const { return m_context; }
    TextKind kind() const { return m_kind; }
    // By name, the newest version first, with those that ship.
    const QList<TextVersion>& versions() const { return m_versions; }
    // The version that was opened; without an id and a name before the first.
    const TextVersion& inHand() const { return m_inHand; }
    const QString& text() const { return m_text; }
    bool isChanged() const { return m_text.toUtf8() != m_inHand.body; }
    // What is wrong with the text as it is typed, with its line.
    const std::optional<Error>& fault() const { return m_fault; }
    // Of the text as it is typed, where it is right and a prompt.
    const std::optional<PromptVersion>& prompt() const { return m_prompt; }

    void open(const QString& label);
    void type(const QString& text);
    // Keeps the text as the next version of the name; does nothing while there is a fault.
    void save(const QString& name, const QString& note);
    void revert(); // to the version in hand
    void remove(); // the version in hand, where it does not ship
    void importFile(QWidget* window);
    void exportFile(QWidget* window);
    void exportAll(QWidget* window);

Q_SIGNALS:
    void listChanged();
    void opened();      // another version, or its text anew
    void textChanged(); // and with it the fault
    void savedAs(const QString& label);

private:
    void reload();
    void adopt(QList<TextVersion> versions);
    void take(const TextVersion& version);
    void show(const QString& text);
    void judge();
    void keepDraft();

    WorkspaceContext m_context;
    TextKind m_kind;
    QList<TextVersion> m_versions;
    TextVersion m_inHand;
    QString m_wanted; // the label to open when the list has it
    QString m_text;
    std::optional<Error> m_fault;
    std::optional<PromptVersion> m_prompt;
    QTimer m_keepTimer;
};

} // namespace antiphon
