// Which key does what: the keys that commands come with, and those that the person chose instead.
#pragma once

#include "ui/shell/windowsettings.h"

#include <QKeySequence>
#include <QObject>
#include <QPointer>

class QAction;

namespace antiphon {

// One line of the key map.
struct KeyBinding
{
    QString id;            // "code/memo", "shell/undo"; empty: a key that a thing of the project has
    QString station;       // "code"; empty: works everywhere
    QString group;         // "Code", "Everywhere": for people
    QString title;         // "Write a memo on the turn"
    QKeySequence standard; // empty: none
    QKeySequence keys;     // now
};

// The other binding that has `keys` where `binding` works: in its station or everywhere.
std::optional<KeyBinding> rivalOf(const QList<KeyBinding>& bindings, const KeyBinding& binding,
                                  const QKeySequence& keys);
// Why `binding` cannot have `keys`, as a sentence; empty: it can.
QString refusalOf(const QList<KeyBinding>& bindings, const KeyBinding& binding, const QKeySequence& keys);

// Keeps what the person chose in her settings, and the keys of actions true to it.
class KeyMap : public QObject
{
    Q_OBJECT
public:
    explicit KeyMap(WindowSettings& settings, QObject* parent = nullptr);

    QKeySequence keysOf(const QString& id, const QKeySequence& standard) const;
    bool isChosen(const QString& id) const { return m_chosen.contains(id); }
    void choose(const QString& id, const QKeySequence& keys); // empty: no key
    void forget(const QString& id);                           // back to the standard key
    void forgetAll();

    // Gives the action the key of the command, now and after every change; `more` go with the standard key.
    void attach(QAction* action, const QString& id, const QKeySequence& standard,
                const QList<QKeySequence>& more = {});

Q_SIGNALS:
    void changed();

private:
    struct Attached
    {
        QPointer<QAction> action;
        QString id;
        QKeySequence standard;
        QList<QKeySequence> more;
    };
    void apply(const Attached& attached) const;
    void store();

    WindowSettings& m_settings;
    QHash<QString, QKeySequence> m_chosen;
    QList<Attached> m_attached;
};

} // namespace antiphon
