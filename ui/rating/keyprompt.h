// Asks for the key file of a sealed study and its passphrase.
#pragma once

#include "core/rating/keyfile.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace antiphon {

// What was chosen and typed; empty where the key lies in the project.
struct KeyEntry
{
    QString file;
    Secret passphrase;
};
// Opens the key; nothing for an empty entry. Takes as long as the key's work of guessing asks, so call it in
// a job. Errors: those of readKey().
Result<std::optional<StudyKey>> keyOf(const KeyEntry& entry);

class KeyPrompt : public QWidget
{
    Q_OBJECT
public:
    explicit KeyPrompt(QWidget* parent = nullptr);
    void setKeyFile(const QString& path);
    bool isComplete() const;
    KeyEntry entry() const;
    void refuse(); // the passphrase was not the one: it is selected to be typed again
    void forget(); // passphrase and file

Q_SIGNALS:
    void fileRequested();
    void changed();
    void entered(); // Enter in the passphrase

private:
    QString m_path;
    QLineEdit* m_passphrase;
    QPushButton* m_file;
    QPushButton* m_show;
};

} // namespace antiphon
