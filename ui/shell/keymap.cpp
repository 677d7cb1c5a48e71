#include "ui/shell/keymap.h"

#include "ui/widgets/keycap.h"

#include <QAction>

namespace antiphon {

namespace {

// Keys without which a person could not leave a field, a list or a page.
bool isOfTheDesktop(const QKeySequence& keys)
{
    const QKeyCombination first = keys[0];
    if (first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    return first.key() == Qt::Key_Tab || first.key() == Qt::Key_Backtab || first.key() == Qt::Key_Escape;
}

// Everywhere includes fields of text, which keep plain keys for themselves.
bool isPlain(const QKeySequence& keys)
{
    const QKeyCombination first = keys[0];
    const bool function = first.key() >= Qt::Key_F1 && first.key() <= Qt::Key_F35;
    return !function &&
           !(first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

} // namespace

std::optional<KeyBinding> rivalOf(const QList<KeyBinding>& bindings, const KeyBinding& binding,
                                  const QKeySequence& keys)
{
    if (keys.isEmpty())
        return std::nullopt;
    for (const KeyBinding& other : bindings) {
        const bool self = !binding.id.isEmpty() && other.id == binding.id;
        const bool meets =
            other.station.isEmpty() || binding.station.isEmpty() || other.station == binding.station;
        if (!self && meets && other.keys == keys)
            return other;
    }
    return std::nullopt;
}

QString refusalOf(const QList<KeyBinding>& bindings, const KeyBinding& binding, const QKeySequence& keys)
{
    if (keys.isEmpty())
        return {};
    if (keys.count() > 1)
        return KeyMap::tr("A key is one press, with Ctrl, Alt or Shift held or not.");
    if (isOfTheDesktop(keys))
        return KeyMap::tr("%1 leaves fields and pages everywhere and stays free for that.")
            .arg(keyText(keys));
    if (binding.station.isEmpty() && isPlain(keys) && keys != binding.standard)
        return KeyMap::tr(
            "What works everywhere needs Ctrl, Alt or a function key, or it would be typed into fields.");
    if (const auto rival = rivalOf(bindings, binding, keys))
        return KeyMap::tr("%1 is taken by “%2” (%3). Give that another key first.")
            .arg(keyText(keys), rival->title, rival->group);
    return {};
}

KeyMap::KeyMap(WindowSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_chosen(settings.chosenKeys())
{
}

QKeySequence KeyMap::keysOf(const QString& id, const QKeySequence& standard) const
{
    return m_chosen.value(id, standard);
}

void KeyMap::choose(const QString& id, const QKeySequence& keys)
{
    m_chosen.insert(id, keys);
    store();
}

void KeyMap::forget(const QString& id)
{
    m_chosen.remove(id);
    store();
}

void KeyMap::forgetAll()
{
    m_chosen.clear();
    store();
}

void KeyMap::store()
{
    m_settings.setChosenKeys(m_chosen);
    m_attached.removeIf([](const Attached& attached) { return attached.action.isNull(); });
    for (const Attached& attached : std::as_const(m_attached))
        apply(attached);
    Q_EMIT changed();
}

void KeyMap::attach(QAction* action, const QString& id, const QKeySequence& standard,
                    const QList<QKeySequence>& more)
{
    m_attached << Attached{action, id, standard, more};
    apply(m_attached.constLast());
}

void KeyMap::apply(const Attached& attached) const
{
    const QKeySequence keys = keysOf(attached.id, attached.standard);
    QList<QKeySequence> all;
    if (!keys.isEmpty())
        all << keys;
    if (!isChosen(attached.id))
        all << attached.more;
    attached.action->setShortcuts(all);
}

} // namespace antiphon
