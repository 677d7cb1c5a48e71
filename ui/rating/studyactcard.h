// Asks what an act on a study needs - a name, a role, a reason, the key - and says in place what went wrong.
#pragma once

#include "ui/rating/keyprompt.h"
#include "ui/widgets/panels.h"

class QLineEdit;
class QPushButton;

namespace antiphon {

struct ActQuestion
{
    QString title;
    QString sentence;      // what the act does and what stays of it
    QString button;        // of the act
    QString name = {};     // the field of a name is called so; empty: none
    bool asksRole = false; // of who acts
    bool asksReason = false;
    bool asksKey = false;
    QString warning = {}; // a second step that says so; empty: one step
    QString confirm = {}; // the button of the second step
};

struct ActAnswer
{
    QString name;
    QString role;
    QString reason;
    KeyEntry key;
};

// Hidden until it asks. Stays until the act ended well or the person cancels; the passphrase is forgotten
// either way.
class StudyActCard : public Card
{
    Q_OBJECT
public:
    explicit StudyActCard(QWidget* parent = nullptr);
    void ask(const ActQuestion& question, std::function<void(const ActAnswer&)> act);
    bool isAsking() const { return m_act != nullptr; }
    void setKeyFile(const QString& path) { m_key->setKeyFile(path); }
    void setBusy(bool busy);                   // while the act runs
    void showProblem(const QString& sentence); // it failed and can be tried again
    void showOutcome(const QString& sentence); // it is done, and this is to be read
    void end();

Q_SIGNALS:
    void keyFileRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLineEdit* addField(const QString& name, const QString& toolTip);
    void connectFields();
    void judge();
    void go();
    void setStep(bool second);

    ActQuestion m_question;
    std::function<void(const ActAnswer&)> m_act;
    bool m_second = false;
    SectionHeader* m_title;
    TextLabel* m_sentence;
    QWidget* m_fields;
    QLineEdit* m_name;
    QLineEdit* m_role;
    QLineEdit* m_reason;
    KeyPrompt* m_key;
    TextLabel* m_problem;
    QPushButton* m_go;
    QPushButton* m_cancel;
};

} // namespace antiphon
