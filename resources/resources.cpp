#include "resources/resources.h"

#include <QFile>

// Outside any namespace, as Q_INIT_RESOURCE asks; it also keeps the linker from dropping the data.
static void registerContent()
{
    Q_INIT_RESOURCE(content);
}

namespace antiphon {

void initResources()
{
    static const bool registered = (registerContent(), true);
    Q_UNUSED(registered)
}

QByteArray resourceContent(const QString& path)
{
    initResources();
    QFile file(QStringLiteral(":/antiphon/") + path);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "resourceContent", qPrintable(path));
    return opened ? file.readAll() : QByteArray();
}

} // namespace antiphon
