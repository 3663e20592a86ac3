console.log('lectern', process.version, process.argv.slice(2).join(' '));
