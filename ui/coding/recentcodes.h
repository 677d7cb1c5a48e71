// The codes that were given last, each under a number.
#pragma once

#include "core/coding/code.h"
#include "ui/widgets/keycap.h"

#include <functional>

namespace antiphon {

// A code keeps its number while it is among them; a new one takes the place of the one that was not given for
// the longest time. Hidden while there is none.
class RecentCodes : public KeyLine
{
    Q_OBJECT
public:
    static constexpr int most = 9;
    using Lookup = std::function<const Code*(CodeId)>;  // null: the code is gone
    using KeyNames = std::function<QString(int place)>; // of the act that codes with the code at that place
    RecentCodes(Lookup lookup, KeyNames keys, QWidget* parent);

    void note(CodeId code); // it was given
    CodeId at(int place) const { return m_codes.value(place); }
    void refresh(); // names may have changed, codes be gone

    QStringList save() const; // in the order of the numbers
    void restore(const QStringList& ids);

private:
    Lookup m_lookup;
    KeyNames m_keys;
    QList<CodeId> m_codes; // by number
    QList<CodeId> m_order; // the last given first
};

} // namespace antiphon
