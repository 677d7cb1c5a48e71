// Opening the key of a study, in two steps.
#pragma once

#include "core/base/secret.h"
#include "core/rating/keystate.h"
#include "ui/widgets/panels.h"

namespace antiphon {

// What the second step takes.
struct KeyOpening
{
    QString code;
    QString keyFile; // empty where the key lies in the project
    Secret passphrase;
};

class UnblindCard : public Card
{
    Q_OBJECT
public:
    explicit UnblindCard(const KeyState& state, QWidget* parent = nullptr);
    // The key file that the person chose.
    void setKeyFile(const QString& path);

Q_SIGNALS:
    void askRequested(const antiphon::UnblindingReason& why);
    void keyFileRequested();
    void openRequested(const antiphon::KeyOpening& opening);

private:
    void makeAsking();
    void makeOpening(const UnblindingRequest& request, bool isAway);
    void addParagraph(const QString& text, Tone tone);

    QString m_keyFile;
    std::function<void()> m_keyFileChanged;
};

} // namespace antiphon
