// Opening the key of a study, in two steps.
#pragma once

#include "core/rating/keystate.h"
#include "ui/rating/keyprompt.h"
#include "ui/widgets/panels.h"

namespace antiphon {

// What the second step takes.
struct KeyOpening
{
    QString code;
    KeyEntry key;
};

class UnblindCard : public Card
{
    Q_OBJECT
public:
    explicit UnblindCard(const KeyState& state, QWidget* parent = nullptr);
    // The key file that the person chose.
    void setKeyFile(const QString& path);
    // The key did not open, and can be tried again.
    void showProblem(const QString& sentence);
    void setBusy(bool busy);

Q_SIGNALS:
    void askRequested(const antiphon::UnblindingReason& why);
    void keyFileRequested();
    void openRequested(const antiphon::KeyOpening& opening);

private:
    void makeAsking();
    void makeOpening(const UnblindingRequest& request, bool isAway);
    void addParagraph(const QString& text, Tone tone);

    KeyPrompt* m_key = nullptr; // where the key lies in a file
    QPushButton* m_open = nullptr;
    TextLabel* m_problem = nullptr;
};

} // namespace antiphon
